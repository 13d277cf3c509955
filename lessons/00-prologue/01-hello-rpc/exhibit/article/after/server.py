import signal
import time
from concurrent import futures

import grpc

from greet_pb2 import GreetResponse
from greet_pb2_grpc import GreeterServicer, add_GreeterServicer_to_server


class Greeter(GreeterServicer):
    def SayHello(self, request, context):
        # en: Keeps one of the ten threads for a second.
        # zh: 占住十个线程中的一个，整整一秒。
        time.sleep(1)
        return GreetResponse(message="Hello, " + request.name)


# en: At most 40 calls at a time, running and waiting: beyond that the server refuses.
# zh: 执行中的和排队的调用加起来最多 40 个，再多就拒绝。
server = grpc.server(
    futures.ThreadPoolExecutor(max_workers=10),
    maximum_concurrent_rpcs=40,
    options=[("grpc.so_reuseport", 0)],
)
add_GreeterServicer_to_server(Greeter(), server)
# en: Without encryption: for this machine only.
# zh: 没有加密：只在本机上用。
server.add_insecure_port("localhost:50051")
server.start()
print("ready", flush=True)

# en: Asked to stop, it takes no new calls and finishes those it has.
# zh: 收到停止信号后，不再接新的调用，手上的做完再走。
signal.signal(signal.SIGTERM, lambda *_: server.stop(grace=5))
server.wait_for_termination()
