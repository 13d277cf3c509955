import { params } from "./params";

export async function shout() {
  return params.words.map((word) => word.toUpperCase());
}
