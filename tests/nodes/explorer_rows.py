"""What an explorer lists of a case's own data, in Etherscan's fields."""

from __future__ import annotations

from typing import Any

from investigator.address import chain_of, short
from investigator.chain import decode
from investigator.data.connection import named
from investigator.data.store import Store
from investigator.money import join_limbs
from investigator.records import TransferKind

Row = dict[str, Any]

_TRANSFERS = """
    SELECT transfer.*, source.address AS from_, target.address AS to_, asset.key, asset.symbol, asset.decimals
    FROM transfer JOIN account AS source ON source.id = src JOIN account AS target ON target.id = dst
    JOIN asset ON asset.id = asset ORDER BY block, tx_index, position, transfer.id
"""
_TRANSACTIONS = """
    SELECT chain_transaction.*, source.address AS from_, target.address AS to_, receipt.ok, gas_used, gas_price
    FROM chain_transaction JOIN account AS source ON source.id = sender
    LEFT JOIN account AS target ON target.id = receiver LEFT JOIN receipt USING (hash)
    ORDER BY chain_transaction.block, chain_transaction.tx_index
"""
_LISTS = {
    TransferKind.INTERNAL: "txlistinternal",
    TransferKind.ERC20: "tokentx",
    TransferKind.ERC721: "tokennfttx",
    TransferKind.ERC1155: "token1155tx",
}
_TOPICS = {TransferKind.WRAP: decode.DEPOSIT, TransferKind.UNWRAP: decode.WITHDRAWAL}


def lists_of(store: Store) -> tuple[dict[str, list[Row]], str, int]:
    """Rows by list, the chain, and its newest block."""
    with store.reading() as db:
        moved, sent = named(db, _TRANSFERS), named(db, _TRANSACTIONS)
    lists: dict[str, list[Row]] = {
        "txlist": [_sent(row) for row in sent],
        **{name: [] for name in _LISTS.values()},
    }
    lists |= {"txsBeaconWithdrawal": [], "getLogs": []}
    for row in moved:
        kind = TransferKind(row["kind"])
        if kind in _LISTS:
            lists[_LISTS[kind]].append(_moved(row, kind))
        elif kind in _TOPICS:
            lists["getLogs"].append(_log(row, kind))
        elif kind is TransferKind.WITHDRAWAL:
            lists["txsBeaconWithdrawal"].append(_withdrawal(row))
    chain = chain_of(moved[0]["from_"])
    return lists, chain, max(row["block"] for row in moved)


def _sent(row: dict[str, Any]) -> Row:
    created = row["created"] is not None
    to = "" if row["to_"] is None else short(row["to_"])
    return {
        **{
            "blockNumber": str(row["block"]),
            "timeStamp": str(row["time"]),
            "hash": "0x" + row["hash"].hex(),
        },
        **{
            "nonce": str(row["nonce"]),
            "transactionIndex": str(row["tx_index"]),
            "from": short(row["from_"]),
        },
        **{"to": "" if created else to, "contractAddress": to if created else ""},
        "value": str(join_limbs(*(row[f"v{i}"] for i in range(4)))),
        **{"gasUsed": str(row["gas_used"] or 0), "gasPrice": str(row["gas_price"] or 0)},
        "isError": "1" if row["ok"] is False else "0",
        "txreceipt_status": "" if row["ok"] is None else str(int(row["ok"])),
        **{"methodId": row["selector"] or "0x", "input": row["selector"] or "0x", "confirmations": "1"},
    }


def _moved(row: dict[str, Any], kind: TransferKind) -> Row:
    amount = str(join_limbs(*(row[f"a{i}"] for i in range(4))))
    said: Row = {
        **{
            "blockNumber": str(row["block"]),
            "timeStamp": str(row["time"]),
            "hash": "0x" + row["tx_hash"].hex(),
        },
        **{"from": short(row["from_"]), "to": short(row["to_"])},
    }
    if kind is TransferKind.INTERNAL:
        more = {
            "contractAddress": "",
            "input": "",
            "type": "call",
            "isError": "0",
            "traceId": "0",
            "errCode": "",
        }
        return {**said, **more, "value": amount}
    said |= {
        **{
            "contractAddress": row["key"].rpartition(":")[2],
            "tokenSymbol": row["symbol"],
            "tokenName": "A token",
        },
        **{"tokenDecimal": "" if row["decimals"] is None else str(row["decimals"])},
    }
    if row["tx_index"] is not None:
        said["transactionIndex"] = str(row["tx_index"])
    if kind is TransferKind.ERC20:
        return {**said, "value": amount}
    said["tokenID"] = row["token_id"]
    return {**said, "tokenValue": amount} if kind is TransferKind.ERC1155 else said


def _withdrawal(row: dict[str, Any]) -> Row:
    amount = join_limbs(*(row[f"a{i}"] for i in range(4)))
    return {
        **{"withdrawalIndex": str(row["position"]), "validatorIndex": "1", "address": short(row["to_"])},
        **{
            "amount": str(amount // decode.GWEI),
            "blockNumber": str(row["block"]),
            "timestamp": str(row["time"]),
        },
    }


def _log(row: dict[str, Any], kind: TransferKind) -> Row:
    who = short(row["to_"] if kind is TransferKind.WRAP else row["from_"])
    amount = join_limbs(*(row[f"a{i}"] for i in range(4)))
    return {
        **{
            "address": row["key"].rpartition(":")[2],
            "topics": [_TOPICS[kind], "0x" + who[2:].rjust(64, "0")],
        },
        **{"data": f"0x{amount:064x}", "blockNumber": hex(row["block"]), "timeStamp": hex(row["time"])},
        **{
            "logIndex": hex(row["position"]) if row["position"] else "0x",
            "transactionHash": "0x" + row["tx_hash"].hex(),
        },
        "transactionIndex": hex(row["tx_index"]) if row["tx_index"] else "0x",
    }
