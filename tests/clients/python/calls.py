"""Makes the calls whose outcomes python.test.ts looks at, and prints them as one JSON object.

    PYTHONPATH=generated python3 calls.py <address> <deployment> <three addresses>
"""

import concurrent.futures
import json
import sys
import threading

import grpc

from helloworld_pb2 import HelloRequest
from helloworld_pb2_grpc import GreeterStub

address, deployment, addresses = sys.argv[1:]
patience = 30


class NamesDeployment(
    grpc.UnaryUnaryClientInterceptor,
    grpc.UnaryStreamClientInterceptor,
    grpc.StreamUnaryClientInterceptor,
    grpc.StreamStreamClientInterceptor,
):
    """Adds the deployment's id to the metadata of every call."""

    class Details(grpc.ClientCallDetails):
        def __init__(self, details):
            self.method = details.method
            self.timeout = details.timeout or patience
            self.metadata = [*(details.metadata or ()), ("x-deployment", deployment)]
            self.credentials = details.credentials
            self.wait_for_ready = details.wait_for_ready
            self.compression = details.compression

    def intercept_unary_unary(self, proceed, details, request):
        return proceed(self.Details(details), request)

    intercept_unary_stream = intercept_stream_unary = intercept_stream_stream = intercept_unary_unary


def connect(target=address, options=(), compression=None):
    channel = grpc.insecure_channel(target, options=options, compression=compression)
    return GreeterStub(grpc.intercept_channel(channel, NamesDeployment()))


def failure(call):
    """Code and details of a call that must fail."""
    try:
        call()
    except grpc.RpcError as error:
        return [error.code().name, error.details()]
    return ["OK", ""]


def requests(*names):
    return iter([HelloRequest(name=name) for name in names])


def kinds(stub):
    return {
        "unary": stub.SayHello(HelloRequest(name="Ada")).message,
        "server": [reply.message for reply in stub.LotsOfReplies(HelloRequest(name="Ada"))],
        "client": stub.LotsOfGreetings(requests("Ada", "Bob")).message,
        "bidi": [reply.message for reply in stub.BidiHello(requests("Ada", "Bob"))],
        "empty": [reply.message for reply in stub.BidiHello(requests())],
    }


def alternating(stub):
    """Sends each request only when the reply to the one before has come."""
    turn = threading.Semaphore(1)

    def ask():
        for name in ["a", "b", "c"]:
            turn.acquire()
            yield HelloRequest(name=name)

    replies = []
    for reply in stub.BidiHello(ask()):
        replies.append(reply.message)
        turn.release()
    return replies


def futures(stub):
    """One thread, three calls under way: none is answered before all of them have arrived."""
    calls = [stub.Meet.future(HelloRequest(name="futures", size=3)) for _ in range(3)]
    return [call.result(timeout=patience).message for call in calls]


def thread_pool(stub):
    """A blocking stub blocks its thread, not the channel."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        calls = [pool.submit(stub.Meet, HelloRequest(name="threads", size=4)) for _ in range(4)]
        return [call.result(timeout=patience).message for call in calls]


def metadata(stub):
    sent = (("x-text", "plain, text"), ("x-raw-bin", b"\x00\x01\xfe\xff"))
    _, call = stub.SayHello.with_call(HelloRequest(name="Ada"), metadata=sent)

    def own(pairs):
        return {
            key: value.hex() if isinstance(value, bytes) else value
            for key, value in pairs
            if key.startswith("x-")
        }

    return {"headers": own(call.initial_metadata()), "trailers": own(call.trailing_metadata())}


def errors(stub):
    sold_out = HelloRequest(name="python", failures=9, code=9)
    cancelled = stub.SayHelloLater.future(HelloRequest(name="cancelled", patience_ms=20000))
    cancelled.cancel()
    return {
        "text": failure(lambda: stub.SayHelloAtLast(sold_out)),
        "deadline": failure(lambda: stub.SayHelloLater(HelloRequest(name="late", patience_ms=20000), timeout=0.2))[0],
        "cancelled": cancelled.cancelled(),
        "tooLargeRequest": failure(lambda: stub.SayHello(HelloRequest(name="x" * 5000000)))[0],
        "tooLargeReply": failure(lambda: stub.SayMuch(HelloRequest(size=5000000)))[0],
        "unknownMethod": failure(
            lambda: grpc.insecure_channel(address).unary_unary("/helloworld.Greeter/Shout")(
                b"", metadata=[("x-deployment", deployment)], timeout=patience
            )
        )[0],
        "deadPort": failure(lambda: connect("127.0.0.1:1").SayHello(HelloRequest()))[0],
    }


def gzip():
    stub = connect(compression=grpc.Compression.Gzip)
    return len(stub.SayHello(HelloRequest(name="x" * 1000000)).message)


retry_policy = {
    "methodConfig": [
        {
            "name": [{}],
            "retryPolicy": {
                "maxAttempts": 3,
                "initialBackoff": "0.01s",
                "maxBackoff": "0.02s",
                "backoffMultiplier": 1,
                "retryableStatusCodes": ["UNAVAILABLE"],
            },
        }
    ]
}


def retries():
    stub = connect(options=[("grpc.service_config", json.dumps(retry_policy))])
    answer = stub.SayHelloAtLast(HelloRequest(name="retried", failures=2, code=14)).message
    replies = stub.RepliesAtLast(HelloRequest(name="committed", failures=2, code=14))
    committed = failure(lambda: list(replies))[0]
    recall = lambda name: list(stub.Recall(HelloRequest(name=name)).previous_attempts)
    return {
        "answer": answer,
        "attempts": recall("retried"),
        "committed": committed,
        "committedAttempts": recall("committed"),
    }


def round_robin():
    """Several addresses in a target would become the authority: it is given one of its own."""
    options = [
        ("grpc.lb_policy_name", "round_robin"),
        ("grpc.default_authority", "localhost"),
        ("grpc.use_local_subchannel_pool", 1),
    ]
    stub = connect("ipv4:" + addresses, options)
    return [stub.SayHello(HelloRequest(name=str(at))).message for at in range(24)]


def without_authority():
    """The whole list of addresses as authority: refused, and nobody is hurt."""
    return failure(lambda: connect("ipv4:" + addresses).SayHello(HelloRequest()))


def pings():
    """A client that pings every second, as often as gRPC core does at most, in the middle of a call."""
    options = [
        ("grpc.keepalive_time_ms", 1000),
        ("grpc.http2.max_pings_without_data", 0),
        ("grpc.use_local_subchannel_pool", 1),
    ]
    return connect(options=options).SayHelloLater(HelloRequest(name="pinging", patience_ms=8000)).message


if __name__ == "__main__":
    greeter = connect()
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as beside:
        pinging = beside.submit(pings)
        outcomes = {
            "kinds": kinds(greeter),
            "alternating": alternating(greeter),
            "futures": futures(greeter),
            "threadPool": thread_pool(greeter),
            "metadata": metadata(greeter),
            "errors": errors(greeter),
            "gzip": gzip(),
            "retries": retries(),
            "roundRobin": round_robin(),
            "withoutAuthority": without_authority(),
            "pings": pinging.result(),
        }
    print(json.dumps(outcomes))
