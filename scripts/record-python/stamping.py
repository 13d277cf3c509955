"""Runs a grpcio program as it stands and writes down when things happened, on the machine's one monotonic clock.

    python3 stamping.py <stamps.jsonl> <program.py>

Each line of the file is one stamp: {"call": 0, "name": "intended", "at": <ns>, ...}. Who stamps what, and where:

    intended  the client's thread, before it calls the stub
    sent      the client's library has asked for the bytes of the request, and has them
    arrived   the server's library has read the request's headers and looks for its handler; the pool comes after that
    started   a thread of the pool enters the handler
    ended     the handler has returned
    replied   the server's library has asked for the bytes of the reply, and has them
    received  the client's library hands over the bytes of the reply; of a call that failed, the end of the call
    resumed   the client's code runs on
"""

import itertools
import json
import runpy
import sys
import threading
import time

import grpc

calls = itertools.count()
own = threading.local()


def stamp(call, name, **more):
    line = {"call": call, "name": name, "at": time.monotonic_ns(), **more}
    # One short write: lines of several threads and processes do not mix.
    stamps.write(json.dumps(line).encode() + b"\n")


def noting(call_of, name, work, **more):
    """`work`, and a stamp when it is done."""

    def noted(value):
        done = work(value)
        stamp(call_of(), name, bytes=len(done), **more)
        return done

    return noted


class ServerStamps(grpc.ServerInterceptor):
    """Called by the thread that takes calls in, before the pool has heard of them."""

    def intercept_service(self, proceed, details):
        call = int(dict(details.invocation_metadata)["x-call"])
        handler = proceed(details)
        stamp(call, "arrived", method=details.method)

        def handle(request, context):
            # ThreadPoolExecutor-0_3: the third place of the pool.
            stamp(call, "started", worker=int(threading.current_thread().name.rpartition("_")[2]))
            try:
                return handler.unary_unary(request, context)
            finally:
                stamp(call, "ended")

        return grpc.unary_unary_rpc_method_handler(
            handle,
            handler.request_deserializer,
            noting(lambda: call, "replied", handler.response_serializer),
        )


class StampedMethod:
    def __init__(self, channel, path, to_bytes, from_bytes, **options):
        def receive(data):
            stamp(own.call, "received")
            return from_bytes(data)

        send = noting(lambda: own.call, "sent", to_bytes)
        self.blocking = channel.unary_unary(path, send, receive, **options)
        # A future's reply is read by a thread of the library: its end is stamped there instead.
        self.free = channel.unary_unary(path, send, from_bytes, **options)

    def begin(self, request):
        own.call = next(calls)
        stamp(own.call, "intended", request=request.name)
        return own.call, [("x-call", str(own.call))]

    def __call__(self, request, timeout=None):
        call, metadata = self.begin(request)
        try:
            reply = self.blocking(request, timeout=timeout, metadata=metadata)
            stamp(call, "resumed", code=0, reply=reply.message, blocking=True)
            return reply
        except grpc.RpcError as error:
            stamp(call, "resumed", code=error.code().value[0], details=error.details(), blocking=True)
            raise

    def future(self, request, timeout=None):
        call, metadata = self.begin(request)
        future = self.free.future(request, timeout=timeout, metadata=metadata)
        future.add_done_callback(lambda _: stamp(call, "received"))
        return StampedFuture(call, future)


class StampedFuture:
    def __init__(self, call, future):
        self.call, self.future = call, future

    def add_done_callback(self, done):
        self.future.add_done_callback(lambda _: done(self))

    def result(self):
        stamp(self.call, "awaited")
        try:
            reply = self.future.result()
            stamp(self.call, "resumed", code=0, reply=reply.message)
            return reply
        except grpc.RpcError as error:
            stamp(self.call, "resumed", code=error.code().value[0], details=error.details())
            raise


class StampedChannel:
    def __init__(self, channel):
        self.channel = channel

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.channel.close()

    def unary_unary(self, path, request_serializer, response_deserializer, **options):
        return StampedMethod(self.channel, path, request_serializer, response_deserializer, **options)


if __name__ == "__main__":
    stamps = open(sys.argv[1], "ab", buffering=0)
    program = sys.argv[2]
    real_server, real_channel = grpc.server, grpc.insecure_channel

    def stamped_server(pool, **options):
        limit = options.get("maximum_concurrent_rpcs")
        stamp(None, "pool", workers=pool._max_workers, limit=limit)
        return real_server(pool, interceptors=[ServerStamps()], **options)

    grpc.server = stamped_server
    grpc.insecure_channel = lambda *args, **options: StampedChannel(real_channel(*args, **options))
    sys.argv = sys.argv[2:]
    stamp(None, "entered")
    try:
        runpy.run_path(program, run_name="__main__")
    finally:
        stamp(None, "left")
