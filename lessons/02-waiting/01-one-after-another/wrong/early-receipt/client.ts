import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { Travel } from "./gen/travel_pb";
import { params } from "./params";

const greeter = createClient(Greeter, transport);
const travel = createClient(Travel, transport);

/**
 * en: Greetings
 * zh: 问候
 */
export async function greetings() {
  const replies = await Promise.all(params.names.map((name) => greeter.sayHello({ name })));
  return replies.map((reply) => reply.message);
}

export async function trip() {
  const { tripId } = await travel.plan({ city: params.trip.city });
  const [receipt] = await Promise.all([
    travel.receipt({ tokens: ["flight", "hotel", "car"].map((kind) => `${kind}-${tripId}`) }),
    travel.bookFlight({ tripId }),
    travel.bookHotel({ tripId }),
    travel.bookCar({ tripId }),
  ]);
  return receipt.text;
}
