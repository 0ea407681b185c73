import { builtinModules } from 'node:module'
import { parseAst } from 'vite'

interface Node {
  readonly type?: string
  readonly value?: unknown
  readonly source?: Node | null
  readonly callee?: { readonly type: string; readonly name?: string }
  readonly arguments?: readonly Node[]
}

const askedBy = (node: Node): unknown => {
  const isRequire = node.type === 'CallExpression' && /^(__)?require$/.test(node.callee?.name ?? '')
  if (isRequire) return node.arguments?.[0]?.value
  return /^(Import|Export)/.test(node.type ?? '') ? node.source?.value : undefined
}

/** Every package, apart from Node's own modules, that a built file imports or requires. */
export const packagesAskedBy = (code: string): readonly string[] => {
  const found = new Set<string>()
  const waiting: unknown[] = [parseAst(code)]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === null || typeof next !== 'object') continue
    const name = askedBy(next)
    if (typeof name === 'string') found.add(name)
    waiting.push(...Object.values(next).filter((value) => value !== undefined))
  }
  const isOwn = (name: string) => name.startsWith('.') || name.startsWith('/')
  const isNode = (name: string) => name.startsWith('node:') || builtinModules.includes(name)
  return [...found].filter((name) => !isOwn(name) && !isNode(name)).sort()
}
