"""An explorer as a supplier of a pull: Etherscan v2, Blockscout, and what speaks as they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from investigator.address import short
from investigator.chain import assets, decode
from investigator.chain.abilities import Abilities
from investigator.chain.explorer import standing
from investigator.chain.explorer.endpoint import parse
from investigator.chain.explorer.fetched import WRAPPED, fetched
from investigator.chain.explorer.lists import LISTS, LOGS, TOKEN_LISTS, WITHDRAWALS, Account, Answers
from investigator.chain.explorer.pages import Page, TooLong, TooMany
from investigator.chain.explorer.web import Refused, Web
from investigator.chain.rpc.keys import find_key
from investigator.chain.rpc.patience import Patience
from investigator.chain.rpc.wording import Kind
from investigator.chain.supplier import Unit, Want
from investigator.chain.told import Told
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address

_SOMEBODY = "0x" + "0" * 39 + "1"


class ExplorerSupplier:
    """Pulls what an explorer tells of accounts. It asks for one thing at a time."""

    def __init__(
        self,
        uri: str,
        *,
        secrets: Callable[[str], str | None] = find_key,
        patience: Patience | None = None,
    ) -> None:
        """Get ready to ask the explorer at `uri`. Raises `Trouble` if it is no explorer's address."""
        self.explorer = parse(uri, secrets=secrets)
        self._web = Web(self.explorer, patience)
        self._found: Abilities | None = None

    def abilities(self, tick: Tick) -> Abilities:
        """Ask which chain this is, how far it goes, and which lists it keeps; once."""
        if self._found is None:
            self._found = self._probe(tick)
        return self._found

    def units(self, want: Want, abilities: Abilities) -> Sequence[Unit]:
        """For each account its transactions, what moved inside of transactions, and its tokens."""
        if not want.addresses:
            raise Trouble(
                "An explorer is asked about accounts: give one, or pull whole blocks from a node."
            )
        coin = assets.coin(want.chain)[0]
        more = (("balance", "yes"),) if want.last >= abilities.head else ()
        found: list[Unit] = []
        for address in want.addresses:
            if not want.assets or coin in want.assets:
                method = f"txlist+{WITHDRAWALS}" if abilities.words.get(WITHDRAWALS) else "txlist"
                found.append(Unit(want.chain, "native", method, (address,), want.first, want.last, more))
                if abilities.words.get("txlistinternal"):
                    found.append(
                        Unit(want.chain, "internal", "txlistinternal", (address,), want.first, want.last)
                    )
            found += _token_units(want, abilities, address, more)
        return found

    def fetch(self, unit: Unit, tick: Tick) -> Told:
        """Fetch one part. Raises `Trouble` in one sentence."""
        try:
            return fetched(self._web, unit, tick)
        except Refused as refusal:
            reason = refusal.setback.text
        except (TooMany, TooLong):
            reason = "gives up on this account; narrow --blocks, or pull it from a node"
        except ValueError as error:
            reason = f"gives rows that do not fit: {str(error)[:200]}"
        raise self._web.trouble(f"{reason} ({unit.method} of {short(unit.addresses[0])})")

    def close(self) -> None:
        """Let the connection go."""
        self._web.close()

    def _probe(self, tick: Tick) -> Abilities:
        chain = self.explorer.chain or standing.chain(self._web, tick)
        head = standing.head(self._web, tick)
        lists = {name: self._offers(name, tick) for name in LISTS}
        if not lists["txlist"]:
            raise self._web.trouble(
                "keeps no list of transactions; give the address of its API, such as …/api"
            )
        words = {
            **{"api": self.explorer.family, "key": bool(self.explorer.key), **lists},
            **{"wrapped coin": lists[LOGS] and chain in WRAPPED, "finalized": False},
        }
        return Abilities(chain, head, None, self.explorer.name, words)

    def _offers(self, action: str, tick: Tick) -> bool:
        """Whether there is such a list. Raises `Trouble` where the explorer does not let us in at all."""
        account, page = Account(self._web, _SOMEBODY, Answers(), tick), Page(0, 0, 1)
        try:
            if action == LOGS:
                account.logs(_SOMEBODY, decode.DEPOSIT, page)
            else:
                account.rows(action, page)
        except (TooMany, TooLong):
            return True
        except Refused as refusal:
            if refusal.setback.kind in {Kind.UNSUPPORTED, Kind.OTHER}:
                return False
            reason = refusal.setback.text
        else:
            return True
        raise self._web.trouble(reason)


def _token_units(
    want: Want, abilities: Abilities, address: Address, more: tuple[tuple[str, str], ...]
) -> Sequence[Unit]:
    """One unit for all tokens, or one for each of those wanted."""
    lists = [name for name in TOKEN_LISTS if abilities.words.get(name)]
    if not lists:
        return ()
    wrapped = WRAPPED.get(want.chain) if abilities.words.get(LOGS) else None

    def unit(what: str, contract: str = "") -> Unit:
        method = "+".join([*lists, LOGS] if wrapped and contract in {"", wrapped} else lists)
        only = (("contractaddress", contract),) if contract else ()
        return Unit(want.chain, what, method, (address,), want.first, want.last, (*only, *more))

    if not want.assets:
        return (unit("token"),)
    contracts = sorted(
        {key.rpartition(":")[2] for key in want.assets if key.partition("/")[2][:3] == "erc"}
    )
    return [unit(f"token:{contract}", contract) for contract in contracts]
