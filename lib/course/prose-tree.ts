/**
 * The little of MDX's syntax tree that our checks read, and how to walk it. Knows the tree, not our components.
 * Shapes: https://github.com/syntax-tree/mdast-util-mdx-jsx and https://github.com/estree/estree
 */
export interface ProseNode {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: unknown;
  readonly url?: string;
  readonly depth?: number;
  readonly children?: readonly ProseNode[];
  readonly attributes?: readonly ProseAttribute[];
  readonly position?: {
    readonly start: { readonly line: number; readonly offset?: number };
    readonly end?: { readonly offset?: number };
  };
  data?: { hProperties?: Record<string, unknown> };
}

export interface ProseAttribute {
  readonly type: string;
  readonly name?: string;
  readonly value?: string | null | { readonly type: string; readonly data?: { readonly estree?: EsNode | null } };
}

export interface EsNode {
  readonly type: string;
  readonly body?: readonly EsNode[];
  readonly expression?: EsNode;
  readonly elements?: readonly (EsNode | null)[];
  readonly properties?: readonly EsNode[];
  readonly key?: EsNode & { readonly name?: string };
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly expressions?: readonly EsNode[];
  readonly quasis?: readonly { readonly value: { readonly cooked?: string | null } }[];
}

export function walk(node: ProseNode, visit: (node: ProseNode) => void): void {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

export function textOf(node: ProseNode): string {
  if (typeof node.value === 'string') return node.value;
  return (node.children ?? []).map(textOf).join('');
}

export const isComponent = (node: ProseNode): boolean =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** Stands for an attribute whose value is not written out as data, so that it cannot be checked. */
export const NOT_LITERAL = Symbol('not a literal');

/** An attribute's value, if it is written out: `a="b"`, `a`, `a={[{ id: "x" }]}`. */
export function attributeValue(attribute: ProseAttribute): unknown {
  const { value } = attribute;
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value;
  const expression = value.data?.estree?.body?.[0]?.expression;
  return expression ? literal(expression) : NOT_LITERAL;
}

function literal(node: EsNode): unknown {
  switch (node.type) {
    case 'Literal':
      return node.value;
    case 'TemplateLiteral':
      return node.expressions?.length === 0 ? node.quasis?.[0]?.value.cooked : NOT_LITERAL;
    case 'ArrayExpression':
      return (node.elements ?? []).map((element) => (element ? literal(element) : NOT_LITERAL));
    case 'ObjectExpression':
      return Object.fromEntries(
        (node.properties ?? []).map((property) => [
          property.key?.name ?? String(property.key?.value),
          property.computed ? NOT_LITERAL : literal(property.value as EsNode),
        ]),
      );
    default:
      return NOT_LITERAL;
  }
}
