/** Any node of a syntax tree, by the fields it happens to have. */
export type AnyNode = { readonly type: string } & Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}

export function childrenOf(node: AnyNode): AnyNode[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "loc" || key.endsWith("Comments")) return [];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}

/** Every node below and including `root`, without a stack that could end. */
export function visitNodes(root: unknown, visit: (node: AnyNode) => void): void {
  const open = isNode(root) ? [root] : [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    visit(node);
    open.push(...childrenOf(node));
  }
}
