/** Code made of text is code of the isolate. */
export function attack() {
  const indirect = eval;
  const AsyncFunction = (async () => {}).constructor as any;
  const Generator = function* () {}.constructor as any;
  const text = "typeof process + typeof globalThis.require + typeof globalThis.module";
  const all = [
    indirect(text),
    new Function(`return ${text}`)(),
    Generator(`yield ${text}`)().next().value,
    typeof AsyncFunction("return 1"),
    (setTimeout as any).constructor(`return ${text}`)(),
  ];
  return { text: all.join() };
}
