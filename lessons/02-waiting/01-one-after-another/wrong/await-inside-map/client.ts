import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { Travel } from "./gen/travel_pb";
import { params } from "./params";

const greeter = createClient(Greeter, transport);
const travel = createClient(Travel, transport);

export async function greetings() {
  const calls = [];
  for (const name of params.names) {
    const call = greeter.sayHello({ name });
    await call;
    calls.push(call);
  }
  const replies = await Promise.all(calls);
  return replies.map((reply) => reply.message);
}

/**
 * en: A trip
 * zh: 一次行程
 */
export async function trip() {
  const { tripId } = await travel.plan({ city: params.trip.city });
  const bookings = await Promise.all([
    travel.bookFlight({ tripId }),
    travel.bookHotel({ tripId }),
    travel.bookCar({ tripId }),
  ]);
  const receipt = await travel.receipt({ tokens: bookings.map((booking) => booking.token) });
  return receipt.text;
}
