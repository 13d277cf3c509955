import { params } from "./params";

export async function hello() {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return `Hello, ${params.name}`;
}
