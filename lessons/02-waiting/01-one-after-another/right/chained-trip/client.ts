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
  return travel
    .plan({ city: params.trip.city })
    .then(({ tripId }) =>
      Promise.all([
        travel.bookFlight({ tripId }),
        travel.bookHotel({ tripId }),
        travel.bookCar({ tripId }),
      ]),
    )
    .then((bookings) => travel.receipt({ tokens: bookings.map(({ token }) => token) }))
    .then(({ text }) => text);
}
