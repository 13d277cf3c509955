import grpc
from concurrent import futures
import time

class Greeter(grpc.serve):
    def SayHello(self, request, context):
        name = request.name
        time.sleep(1)
        return GreetResponse(message="Hello, " + name)

server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
server.add_insecure_port('[::]:50051')
greeter = Greeter()
server.add_rpc_service(greeter)
server.start()
print('Server started, …')
server.wait_for_termination()
