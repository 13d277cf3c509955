import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
import { Travel } from "./gen/travel_pb";
import { params } from "./params";

// en: Stands in for a database or another service: the thread is free meanwhile.
// zh: 代表查数据库或调用别的服务：这段时间线程是空闲的。
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function book(ms: number) {
  await sleep(ms);
  return { token: crypto.randomUUID().slice(0, 8) };
}

// en: Nobody but this server knows who sits where.
// zh: 谁坐哪一桌，只有这个服务端知道。
const table = () => 1 + Math.floor(Math.random() * 99);

export default (router: ConnectRouter) => {
  router.service(Greeter, {
    async sayHello({ name }) {
      await sleep(params.serviceMs - params.soonerMs * params.names.indexOf(name));
      return { message: `Hello, ${name}! Table ${table()}` };
    },
  });

  const { planMs, flightMs, hotelMs, carMs, receiptMs } = params.trip;
  router.service(Travel, {
    async plan({ city }) {
      await sleep(planMs);
      return { tripId: `${city}-${crypto.randomUUID().slice(0, 8)}` };
    },
    bookFlight: () => book(flightMs),
    bookHotel: () => book(hotelMs),
    bookCar: () => book(carMs),
    async receipt({ tokens }) {
      await sleep(receiptMs);
      return { text: `paid: ${tokens.join(", ")}` };
    },
  });
};
