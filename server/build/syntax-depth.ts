/**
 * Far more than people write. The compiler takes quadratic time and a kilobyte of stack per level, and its process
 * serves everybody: it ends with the stack.
 */
const maxDepth = 400;

type Node = { readonly type: string };

/** Whether the tree is nested beyond what the compiler is given. Chains such as `a + b + c` and `a.b().c()` count once. */
export function isTooDeep(root: Node): boolean {
  const open: [Node, number][] = [[root, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    if (depth > maxDepth) return true;
    for (const [key, child] of childrenOf(node)) open.push([child, isChain(node, key) ? depth : depth + 1]);
  }
  return false;
}

function childrenOf(node: Node): [string, Node][] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "loc" || key.endsWith("Comments")) return [];
    const children: unknown[] = Array.isArray(value) ? value : [value];
    return children.filter(isNode).map((child): [string, Node] => [key, child]);
  });
}

function isChain({ type }: Node, key: string): boolean {
  if (type === "BinaryExpression" || type === "LogicalExpression") return key === "left";
  if (type === "IfStatement") return key === "alternate";
  return (type === "MemberExpression" && key === "object") || (type === "CallExpression" && key === "callee");
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}
