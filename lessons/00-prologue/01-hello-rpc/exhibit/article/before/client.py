import grpc
from concurrent import futures
import time

class GreeterClient:
    def __init__(self, address):
        self.address = address
        self.channel = grpc.insecure_channel(self.address)
        self.stub = GreeterStub(self.channel)

    def say_hello(self, name):
        request = GreetRequest(name=name)
        response = self.stub.SayHello(request)
        return response.message

with GreeterClient('localhost:50051') as client:
    print(client.say_hello('World'))
