import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { Travel } from "./gen/travel_pb";
import { params } from "./params";

const greeter = createClient(Greeter, transport);
const travel = createClient(Travel, transport);

export async function greetings() {
  const calls = params.names.map(async (name) => (await greeter.sayHello({ name })).message);
  const messages: string[] = [];
  for (const call of calls) messages.push(await call);
  return messages;
}

export async function trip() {
  const { tripId } = await travel.plan({ city: params.trip.city });
  const flight = travel.bookFlight({ tripId });
  const hotel = travel.bookHotel({ tripId });
  const car = travel.bookCar({ tripId });
  const tokens = [(await car).token, (await hotel).token, (await flight).token].reverse();
  return (await travel.receipt({ tokens })).text;
}
