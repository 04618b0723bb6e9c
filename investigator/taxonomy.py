"""The words for what an account is: concepts of the INTERPOL dark-web taxonomy as TagPacks use them."""

from __future__ import annotations

from investigator.records import AccountKind

CONCEPTS: tuple[str, ...] = tuple(
    (
        "unknown behaviour abuse gray_usage mixing white_usage sexual_abuse child_sexual_abuse "
        "violence human_trafficking murder torture scam financial_crime investment_fraud "
        "ponzi_scheme pyramid_scheme money_laundering extortion sextortion phishing hacking "
        "service_hack account_hack exploit data_breach social_engineering malware drugs weapons "
        "payment_card_fraud ransomware sanction counterfeit extremism terrorism "
        "terrorism_financing dark_web entity organization user service victim perpetrator "
        "donation exchange wallet_service escrow_wallet ico_wallet cold_wallet hot_wallet "
        "warm_wallet deposit_wallet filesharing index market messaging_service mixing_service "
        "coinjoin miner mining_service gambling search_engine shop faucet payment_processor atm "
        "hosting vpn nameservice defi defi_token defi_lending defi_dex defi_dex_pair "
        "defi_derivative defi_bridge defi_dao defi_staking defi_custody item collectible "
        "black_list gov_black_list white_list gov_white_list deployer funder source mention "
        "website_mention forum_mention concept "
    ).split()
)
"""Concept ids that a label's category may have."""

_ILLICIT = frozenset(
    (
        "abuse sexual_abuse child_sexual_abuse violence human_trafficking murder torture scam "
        "financial_crime investment_fraud ponzi_scheme pyramid_scheme money_laundering extortion "
        "sextortion phishing hacking service_hack account_hack exploit data_breach "
        "social_engineering malware drugs weapons payment_card_fraud ransomware sanction "
        "counterfeit extremism terrorism terrorism_financing dark_web perpetrator black_list "
        "gov_black_list "
    ).split()
)
_ORDINARY = frozenset(
    (
        "white_usage victim donation exchange wallet_service escrow_wallet ico_wallet cold_wallet "
        "hot_wallet warm_wallet miner mining_service gambling search_engine shop faucet "
        "payment_processor atm hosting vpn nameservice defi defi_token defi_lending defi_dex "
        "defi_dex_pair defi_derivative defi_bridge defi_dao defi_staking defi_custody white_list "
        "gov_white_list "
    ).split()
)
_SERVICES = frozenset(
    (
        "service exchange wallet_service escrow_wallet ico_wallet cold_wallet hot_wallet "
        "warm_wallet market miner mining_service gambling shop faucet payment_processor atm "
        "hosting defi_custody messaging_service "
    ).split()
)
_MIXERS = frozenset(("mixing", "mixing_service", "coinjoin"))
_CONTRACTS = frozenset(
    ("defi defi_token defi_lending defi_dex defi_dex_pair defi_derivative defi_dao defi_staking").split()
)


def illicit(category: str) -> bool | None:
    """What a category means to a model: illicit, ordinary, or nothing either way.

    A mixer says nothing either way: its use is no crime by itself.
    """
    if category in _ILLICIT:
        return True
    return False if category in _ORDINARY else None


def kind(category: str) -> AccountKind | None:
    """The shape that a category gives an account; `None` where it gives none."""
    if category in _MIXERS:
        return AccountKind.MIXER
    if category == "defi_bridge":
        return AccountKind.BRIDGE
    if category in _SERVICES:
        return AccountKind.SERVICE
    return AccountKind.CONTRACT if category in _CONTRACTS else None


def name(category: str) -> str:
    """A category in words: 'mixing service'."""
    return category.replace("_", " ")
