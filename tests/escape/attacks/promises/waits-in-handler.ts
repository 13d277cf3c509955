declare const require: any;
const load = (name: string) => require(name);

/** A handler that would stop everybody's thread for an answer of its own. */
export function attack() {
  const { Target } = load("./gen/target_pb");
  return load("playground").createBlockingClient(Target).harmless({ text: "held" });
}
