import sys

import grpc

from greet_pb2 import GreetRequest
from greet_pb2_grpc import GreeterStub

count = int(sys.argv[1])
with grpc.insecure_channel("localhost:50051") as channel:
    stub = GreeterStub(channel)
    # en: All calls are under way before the first answer is asked for.
    # zh: 先把所有调用都发出去，再去取第一个答案。
    calls = [stub.SayHello.future(GreetRequest(name=f"caller {at}"), timeout=10) for at in range(count)]
    for call in calls:
        print(call.result().message)
