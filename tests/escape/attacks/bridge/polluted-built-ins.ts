/** The methods that a bridge is built of. */
export function attack() {
  const fail = () => {
    throw new Error("polluted");
  };
  const targets: [any, string[]][] = [
    [Array.prototype, ["push", "shift", "pop", "map", "filter", "forEach", "join"]],
    [Map.prototype, ["get", "set", "delete", "forEach", "has"]],
    [Set.prototype, ["add", "has", "delete"]],
    [Uint8Array.prototype, ["set", "subarray", "slice"]],
    [String.prototype, ["charCodeAt", "split", "slice", "indexOf", "startsWith", "toLowerCase"]],
    [Function.prototype, ["call", "apply", "bind"]],
    [JSON, ["stringify", "parse"]],
    [RegExp.prototype, ["exec", "test"]],
  ];
  for (const [target, names] of targets) for (const name of names) target[name] = fail;
  return { text: "x" };
}
