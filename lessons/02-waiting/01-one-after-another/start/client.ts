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
  const messages: string[] = [];
  for (const name of params.names) {
    const reply = await greeter.sayHello({ name });
    messages.push(reply.message);
  }
  return messages;
}

/**
 * en: A trip
 * zh: 一次行程
 */
export async function trip() {
  const { tripId } = await travel.plan({ city: params.trip.city });
  const flight = await travel.bookFlight({ tripId });
  const hotel = await travel.bookHotel({ tripId });
  const car = await travel.bookCar({ tripId });
  const receipt = await travel.receipt({ tokens: [flight.token, hotel.token, car.token] });
  return receipt.text;
}
