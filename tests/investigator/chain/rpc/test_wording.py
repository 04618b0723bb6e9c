"""The words in which nodes and providers refuse, as they were seen."""

from __future__ import annotations

import pytest

from investigator.chain.rpc.wording import Kind, kind_of, kind_of_status

LOGS = "eth_getLogs"
RANGES = [
    ("Infura", -32005, "query returned more than 10000 results. Try with this block range [0x103B5C1, 0x103B5E2]."),
    ("Infura", -32602, "range 1000000 exceeds limit of 10000"),
    ("Geth", -32005, "query returned more than 10000 results"),
    ("Geth", -32000, "exceed maximum block range: 5000"),
    ("Geth", -32000, "exceed max topics"),
    ("Geth", -32003, "response too large"),
    ("Reth", -32602, "query exceeds max block range 100000"),
    ("Reth", -32602, "query exceeds max results 20000, retry with the range 100-200"),
    ("Reth", -32008, "Response is too big"),
    ("Reth", -32007, "Request is too big"),
    ("Reth", -32011, "The batch response was too large"),
    ("Besu", -32005, "Requested range exceeds maximum RPC range limit"),
    ("Nethermind", -32602, "Block range is too large"),
    ("Nethermind", -32005, "Too many logs requested. Max logs per response is 20000"),
    ("Alchemy", -32602, "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range"),
    ("Alchemy", -32600, "You can make eth_getLogs requests with up to a 500 block range. Based on your parameters, "
     "this block range should work: [0x123c9b2, 0x123cba5]"),
    ("Alchemy", -32600, "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range. "
     "Upgrade to PAYG for expanded block range."),
    ("QuickNode", -32614, "eth_getLogs is limited to a 10,000 range"),
    ("QuickNode", -32602, "eth_getLogs is limited to 0 - 10000 blocks range"),
    ("Ankr", -32600, "block range is too wide"),
    ("Ankr", -32062, "Block range is too large"),
    ("Ankr", -32600, "query exceeds max results 20000"),
    ("Ankr", -32000, "maximum [from, to] blocks distance: 10000"),
    ("Cloudflare", -32047, "Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: 800"),
    ("Chainstack", -32000, "Block range limit exceeded. See more details at https://docs.chainstack.com/docs/limits"),
    ("Blast", -32602, "eth_getLogs requests are limited to a 500 block range"),
    ("Blast", -32600, "exceeds the range allowed for your plan (6000 > 5000)."),
    ("BlockPI", -32602, "eth_getLogs is limited to 1024 block range. Please check the parameter requirements"),
    ("drpc", 35, "ranges over 10000 blocks are not supported on freetier"),
    ("drpc", -32701, "Please, specify less number of addresses"),
    ("1RPC", -32602, "eth_getLogs is limited to a 10,000 blocks range"),
    ("1RPC", -32000, "response size should not greater than 10000000 bytes"),
    ("Tenderly", -32602, "invalid params range 9009594 is bigger than range limit 2000"),
    ("Coinbase", -32000, "please limit the query to at most 1000 blocks"),
    ("PublicNode", -32701, "exceed maximum block range: 50000"),
    ("Base", -32614, "block range too large"),
    ("Optimism", -32020, "backend response too large"),
    ("Arbitrum", -32000, "logs matched by query exceeds limit of 10000"),
    ("Avalanche", -32000, "requested too many blocks from 0 to 16642, maximum is set to 2048"),
    ("thirdweb", -32602, "Maximum allowed number of requested blocks is 3500"),
    ("Merkle", -32000, "eth_getLogs range is too large, max is 10k blocks"),
    ("Harmony", -32000, "query must be smaller than size 1024"),
    ("Moonbeam", -32603, "block range is too wide (maximum 1024)"),
    ("Swell", -32000, "block range greater than 10000 max"),
    ("Somnia", -32000, "block range exceeds 1000"),
    ("Candle", -32600, "block range too high"),
    ("BSC", -32005, "limit exceeded"),
]  # fmt: skip
SLOW = [
    ("Infura", -32005, "query timeout exceeded"),
    ("Geth", -32002, "request timed out"),
    ("Geth", -32000, "execution timeout"),
    ("Erigon", -32000, "context deadline exceeded"),
    ("Besu", -32603, "Timeout expired"),
    ("drpc", 30, "Request timeout on the free tier, please upgrade your tier to the paid one"),
    ("Ankr", -32000, "the operation timed out"),
    ("Blockscout", -32000, "canceling statement due to user request"),
]
RATES = [
    ("Infura", -32005, "daily request count exceeded, request rate limited"),
    ("Infura", -32005, "project ID request rate exceeded"),
    ("Infura", 429, "Too Many Requests"),
    ("Alchemy", 429, "Your app has exceeded its compute units per second capacity. If you have retries enabled, you "
     "can safely ignore this message."),
    ("Alchemy", -32000, "Monthly capacity limit exceeded. Visit https://dashboard.alchemyapi.io/settings/billing"),
    ("QuickNode", -32007, "50/second request limit reached - reduce calls per second or upgrade your account"),
    ("QuickNode", -32012, "credits limited to 6000/sec"),
    ("Ankr", -32029, "Too many requests, reason: call rate limit exhausted, retry in 10s"),
    ("Chainstack", -32005, "You've exceeded the RPS limit available on the current plan."),
    ("drpc", 15, "Too many requests, please slow down"),
    ("Blast", -32098, "Rate limit exceeded"),
    ("Cloudflare", -32005, "rate limited"),
    ("BSC", -32005, "limit exceeded"),
]  # fmt: skip
BATCHES = [
    ("Geth", -32600, "batch too large"),
    (
        "Erigon",
        -32000,
        "batch limit 100 exceeded (can increase by --rpc.batch.limit). Requested batch of size: 401",
    ),
    ("Nethermind", -32005, "Batch size limit exceeded"),
    ("Besu", -32600, "Number of requests in batch exceeds maximum"),
    ("Reth", -32010, "The batch request was too large"),
    ("Reth", -32005, "Batched requests are not supported by this server"),
    (
        "drpc",
        31,
        "Batch of more than 3 requests are not allowed on free tier, to use this feature register paid account",
    ),
    ("Tatum", -32000, "batch calls are available for paid plans only"),
    ("Hedera", -32202, "Batch requests are disabled"),
    ("Cloudflare", -32600, "Batch requests are not supported"),
]
PRUNED = [
    ("Geth", -32000, "missing trie node 59030c2a (path ) state 0x59030c2a is not available, not found"),
    ("Geth", -32000, "required historical state unavailable (reexec=128)"),
    ("Geth", -32000, "historical state 403577f4 is not available"),
    ("Geth", -32000, "historical state not available in path scheme yet"),
    ("Geth", -32000, "state histories haven't been fully indexed yet"),
    ("Geth", -32000, "state 0x669c5301 is not available"),
    ("Geth", 4444, "pruned history unavailable"),
    ("Erigon", -32000, "old data not available due to pruning"),
    ("Erigon", -32000, "state has been pruned; earliest available is 100"),
    ("Reth", -32000, "state at block #100 is pruned"),
    ("Reth", -32000, "distance to target block exceeds maximum proof window"),
    ("Nethermind", -32002, "No state available for block 0x6dcafc"),
    ("Besu", -32000, "World state unavailable"),
    ("OpenEthereum", -32000, "This request is not supported because your node is running with state pruning. Run with "
     "--pruning=archive."),
    ("Infura", -32002, "project ID does not have access to archive state"),
    ("Chainstack", -32002, "Access to archival, debug, or trace data is not included in your current plan"),
    ("Optimism", -32000, "no historical RPC is available for this historical (pre-bedrock) execution request"),
    ("zkSync", -32000, "Block with such an ID is pruned"),
]  # fmt: skip
UNSUPPORTED = [
    ("Geth", -32601, "the method trace_block does not exist/is not available"),
    ("Reth", -32601, "Method not found"),
    ("Nethermind", -32601, "The method 'trace_block' is not supported."),
    ("Nethermind", -32600, "trace_block method is disabled for this endpoint"),
    ("Besu", -32604, "Method not enabled"),
    ("Alchemy", -32600, "Unsupported method: ots_getApiLevel. See available methods at https://docs.alchemy.com"),
    ("Alchemy", -32600, "debug_traceBlockByNumber is not available on the Free tier - upgrade to Pay As You Go, or "
     "Enterprise for access."),
    ("QuickNode", -32601, "method trace_block is not available on your plan, upgrade required"),
    ("Ankr", -32601, "the method trace_block does not exist/is not available"),
    ("drpc", 35, "method is not available on freetier, please upgrade to paid tier"),
    ("drpc", 12, "Can't route your request to suitable provider, if you specified certain providers revise the list"),
    ("PublicNode", -32601, "method is not whitelisted"),
    ("Avalanche", -32600, "Method trace_block not allowed"),
    ("Chainstack", -32002, "Access to archival, debug, or trace data is not included in your current plan"),
    ("any", -32601, "nope"),
]  # fmt: skip
SHUT = [
    ("Infura", -32002, "invalid project id"),
    ("Ankr", -32000, "Unauthorized: You must authenticate your request with an API key"),
    ("Alchemy", -32600, "Must be authenticated!"),
    ("QuickNode", -32602, "access denied"),
]
BEHIND = [
    ("Geth", -32000, "header not found"),
    ("Geth", -32000, "unknown block"),
    ("Geth", -32602, "block range extends beyond current head block"),
    ("Erigon", -32000, "block not found: 99"),
    ("Avalanche", -32000, "cannot query unfinalized data after last accepted block"),
]
OTHER = [
    ("Geth", 3, "execution reverted: rate limit exceeded"),
    ("Geth", -32000, "execution reverted: too many requests"),
    ("Anvil", -32603, "EVM error InvalidFEOpcode"),
    ("Geth", -32602, "invalid argument 0: hex string has length 2, want 40 for common.Address"),
    ("Geth", -32000, "insufficient funds for gas * price + value"),
]
CASES = [
    *((Kind.LARGE, LOGS, *case) for case in RANGES),
    *((Kind.SLOW, LOGS, *case) for case in SLOW),
    *((Kind.RATE, "eth_call", *case) for case in RATES),
    *((Kind.BATCH, LOGS, *case) for case in BATCHES),
    *((Kind.PRUNED, "eth_getBalance", *case) for case in PRUNED),
    *((Kind.UNSUPPORTED, "trace_block", *case) for case in UNSUPPORTED),
    *((Kind.SHUT, "eth_chainId", *case) for case in SHUT),
    *((Kind.BEHIND, "eth_getBalance", *case) for case in BEHIND),
    *((Kind.OTHER, "eth_call", *case) for case in OTHER),
]


@pytest.mark.parametrize(
    ("kind", "method", "who", "code", "words"),
    CASES,
    ids=[f"{c[0].name}-{c[2]}-{c[4][:40]}" for c in CASES],
)
def test_words_mean_what_helps(kind: Kind, method: str, who: str, code: int, words: str) -> None:
    assert kind_of(code, words, method) is kind


def test_without_known_words_the_code_decides() -> None:
    assert kind_of(-32005, "no") is Kind.RATE
    assert kind_of(-32603, "Internal error") is Kind.BROKEN
    assert kind_of(-32099, "???") is Kind.OTHER


@pytest.mark.parametrize(
    ("status", "kind"),
    [(413, Kind.LARGE), (429, Kind.RATE), (503, Kind.RATE), (504, Kind.SLOW), (524, Kind.SLOW), (401, Kind.SHUT),
     (500, Kind.BROKEN), (502, Kind.BROKEN), (418, Kind.OTHER)],
)  # fmt: skip
def test_a_bare_status_has_a_meaning(status: int, kind: Kind) -> None:
    assert kind_of_status(status) is kind
