"""The columns of `gnn.features`, by name. A change to any raises `FEATURES_VERSION`."""

from __future__ import annotations

from dataclasses import dataclass

FEATURES_VERSION = 1


@dataclass(frozen=True)
class Feature:
    """One column.

    `unit` says how to read the number: `log count` is log(1 + count); `log amount` is
    log(1 + 1000 x), x in usual amounts; `log gaps` is log(1 + t), t in usual gaps; `log ratio` is
    log(1 + ratio); `share` lies in [0, 1]; `balance` in [-1, 1]; the others
    are plain.
    """

    name: str
    unit: str
    meaning: str


def _side(verb: str, other: str) -> tuple[Feature, ...]:
    return (
        Feature(f"{verb}_transfers", "log count", f"transfers {verb}"),
        Feature(f"{verb}_partners", "log count", f"distinct {other}"),
        Feature(f"{verb}_sum", "log amount", f"everything {verb}"),
        Feature(f"{verb}_mean", "log amount", f"mean amount {verb}"),
        Feature(f"{verb}_largest", "log amount", f"largest amount {verb}"),
        Feature(f"{verb}_smallest", "log amount", f"smallest amount {verb}"),
        Feature(f"{verb}_spread", "log ratio", f"standard deviation over mean of the amounts {verb}"),
        Feature(f"{verb}_round", "share", f"share of amounts {verb} that have at most two digits"),
        Feature(f"{verb}_equal", "share", f"share of amounts {verb} that occur more than once"),
        Feature(f"{verb}_gap", "log gaps", f"median gap between transfers {verb}"),
        Feature(f"{verb}_burstiness", "balance", f"burstiness of transfers {verb}: -1 clockwork, 1 bursts"),
        Feature(f"{verb}_flurry", "log count", f"most transfers {verb} at once"),
        Feature(f"{verb}_concentration", "share", f"HHI of the value {verb} over the {other}"),
        Feature(f"{verb}_repeats", "log count", f"most transfers {verb} with one of the {other}"),
        Feature(
            f"{verb}_repeats_at_once", "log count", f"most transfers {verb} at once with one of the {other}"
        ),
        Feature(f"{verb}_partner_degree", "log degree", f"mean log degree of the {other}"),
        Feature(f"{verb}_partner_degree_most", "log degree", f"largest log degree of the {other}"),
        Feature(f"{verb}_partner_fresh", "share", f"share of {other} with at most two transfers"),
    )


ACCOUNT_FEATURES: tuple[Feature, ...] = (
    *_side("sent", "receivers"),
    *_side("received", "senders"),
    Feature("reciprocity", "share", "share of counterparties with transfers both ways"),
    Feature("passed_on", "share", "share of the inflow that was passed on"),
    Feature("holding", "log gaps", "mean time for which the inflow was held"),
    Feature("lifetime", "log gaps", "time from the first transfer to the last"),
    Feature("balance", "balance", "(received - sent) / (received + sent)"),
    Feature("gathered", "log count", "times that several receipts left as one payment of their sum"),
    Feature("split", "log count", "times that one receipt left as several payments"),
    Feature(
        "matched_out", "share", "share of the outflow that follows a receipt of nearly the same amount"
    ),
    Feature("matched_in", "share", "share of the inflow that left again in nearly the same amount"),
    Feature("matched_times", "log count", "payments of nearly the amount of an earlier receipt"),
    Feature("matched_lag", "log gaps", "mean time between such a receipt and its payment"),
    Feature("chain", "log count", "legs of the longest chain of nearly equal amounts through the account"),
    Feature("cycles", "log count", "cycles of nearly equal amounts through the account"),
    Feature("cycle_length", "legs", "legs of the shortest such cycle"),
    Feature("round_trips", "log count", "short cycles of any amounts through the account"),
    Feature("scatters", "log count", "most intermediaries between the account and one that it reaches"),
    Feature("gathers", "log count", "most intermediaries between one account and this one"),
    Feature(
        "relays", "log count", "intermediaries beside the account, itself among them, between two others"
    ),
)

TRANSFER_FEATURES: tuple[Feature, ...] = (
    Feature("amount", "log amount", "amount"),
    Feature("round", "yes", "the amount has at most two digits"),
    Feature("funded", "yes", "the sender had received something before"),
    Feature("since_receipt", "log gaps", "time since the sender's last receipt"),
    Feature("of_receipt", "log ratio", "amount over that of the sender's last receipt"),
    Feature("passed_on", "yes", "the receiver passed nearly the same amount on"),
    Feature("until_passed", "log gaps", "time until the receiver did"),
    Feature("legs_before", "log count", "legs of nearly equal amounts that lead up to it"),
    Feature("legs_after", "log count", "legs of nearly equal amounts that lead on from it"),
    Feature("out_port", "log count", "the receiver's number among the sender's, by first contact"),
    Feature("in_port", "log count", "the sender's number among the receiver's, by first contact"),
    Feature("repeat", "log count", "earlier transfers of the same pair"),
)

PATTERN_FEATURES = frozenset(
    {
        "gathered", "split", "matched_out", "matched_in", "matched_times", "matched_lag", "chain", "cycles",
        "cycle_length", "round_trips", "scatters", "gathers", "relays",
    }
)  # fmt: skip
"""Those of `ACCOUNT_FEATURES` that count motifs of several transfers; the others are told by the account's own
transfers and its counterparties' degrees.
"""
