import grpc

from greet_pb2 import GreetRequest
from greet_pb2_grpc import GreeterStub

with grpc.insecure_channel("localhost:50051") as channel:
    stub = GreeterStub(channel)
    try:
        # en: Whoever waits longer than two seconds gives up.
        # zh: 等超过两秒，就放弃。
        reply = stub.SayHello(GreetRequest(name="World"), timeout=2)
        print(reply.message)
    except grpc.RpcError as error:
        print("failed:", error.code().name, error.details())
