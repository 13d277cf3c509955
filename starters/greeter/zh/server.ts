import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

/** 代表一秒钟的等待：查数据库，或调用别的服务。这段时间线程是空闲的，槽位却一直被占着。 */
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      console.log(`正在问候 ${request.name}`);
      await sleep(1000);
      return { message: `Hello, ${request.name}!` };
    },
  });
