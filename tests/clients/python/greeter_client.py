"""The Greeter client of the gRPC tutorial for Python, calling a deployment of the playground.

Three things are corrected: the stubs are generated into a folder on PYTHONPATH, the deployment is named in the
metadata, and there is a deadline, because without one a client waits for ever.

    PYTHONPATH=generated python3 greeter_client.py 127.0.0.1:8080 <deployment>
"""

import logging
import sys

import grpc

import helloworld_pb2
import helloworld_pb2_grpc


def run(address, deployment):
    print("Will try to greet world ...")
    with grpc.insecure_channel(address) as channel:
        stub = helloworld_pb2_grpc.GreeterStub(channel)
        response = stub.SayHello(
            helloworld_pb2.HelloRequest(name="you"),
            metadata=[("x-deployment", deployment)],
            timeout=20,
        )
    print("Greeter client received: " + response.message)


if __name__ == "__main__":
    logging.basicConfig()
    run(*sys.argv[1:])
