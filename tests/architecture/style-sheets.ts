/** A component and the style sheets it imports as modules. */
interface Component {
  /** Where it is, for the words of a problem. */
  readonly path: string
  readonly code: string
  /** Text of a sheet by the path in its import. */
  readonly sheet: (path: string) => string
}

const importing = /^import (\w+) from '([^']+\.module\.css)'$/gmu

/** Names of the classes that a sheet has rules for. */
const classesIn = (css: string): ReadonlySet<string> => {
  const rules = css.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/\{[^{}]*\}/gu, ' ')
  return new Set([...rules.matchAll(/\.([a-zA-Z][\w-]*)/gu)].map(([, name = '']) => name))
}

/** Classes that a component takes from a sheet that has no such class: they style nothing. */
export const missingClasses = ({ path, code, sheet }: Component): readonly string[] => {
  const body = code.replace(importing, '')
  return [...code.matchAll(importing)].flatMap(([, name = '', from = '']) => {
    const known = classesIn(sheet(from))
    const used = [...body.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'gu'))]
    return used.flatMap(([, one = '']) => (known.has(one) ? [] : [`${path}: ${name}.${one}`]))
  })
}
