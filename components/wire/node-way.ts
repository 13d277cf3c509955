import { formatText } from "#lib/i18n/format-text.ts";
import type { WireNode } from "#lib/wire/wire-node.ts";
import { ancestorsOf, type NodePath, nodeAt } from "./node-path.ts";
import { nodeWords, problemWords, type WireWords } from "./node-words.ts";

/** The way to a node in words: `Message: Message › name = "Ada"`; empty: to none. */
export function nodeWay(root: WireNode, path: NodePath | null, words: WireWords): string {
  if (path === null) return "";
  const steps = [...ancestorsOf(path), path].map((one) => {
    const node = nodeAt(root, one);
    const above = nodeAt(root, one.slice(0, Math.max(0, one.lastIndexOf("/"))));
    return node === null ? null : { node, said: nodeWords(node, above, words) };
  });
  const last = steps.at(-1);
  if (last == null) return "";
  const { node, said } = last;
  const way = steps.flatMap((step) => (step === null ? [] : [step.said.label])).join(" › ");
  const value = said.value === "" ? "" : ` = ${said.value}`;
  const problem = node.problem === null ? "" : ` ⚠ ${problemWords(node.problem, words)}`;
  const whole = formatText(words.chosen.way, { layer: words.layers[node.layer], way });
  const plain = `${whole}${value}`;
  const full =
    said.facts === "" ? plain : formatText(words.chosen.withFacts, { said: plain, facts: said.facts });
  return `${full}${problem}`;
}
