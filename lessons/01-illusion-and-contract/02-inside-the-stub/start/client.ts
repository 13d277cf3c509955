import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";
import { sayHello } from "./stub";

/**
 * en: Your stub, then the generated one
 * zh: 先用你的桩，再用生成的桩
 */
export async function sideBySide() {
  const [name] = params.names;
  const yours = await sayHello(name);
  const generated = await createClient(Greeter, transport).sayHello({ name });
  return { yours, generated: generated.message };
}

/**
 * en: Your stub, for every name
 * zh: 用你的桩问候每个人
 */
export async function greetings() {
  const answers = [];
  for (const name of params.names) {
    try {
      answers.push({ said: await sayHello(name) });
    } catch (error) {
      answers.push({ thrown: (error as { code?: unknown }).code });
    }
  }
  return answers;
}
