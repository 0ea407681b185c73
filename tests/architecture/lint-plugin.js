import { relative, sep } from 'node:path'
import { importProblem, layerOf } from './import-rule.js'

/** @param {{ cwd: string, filename: string }} context */
const pathOf = (context) => relative(context.cwd, context.filename).split(sep).join('/')

/** @param {any} node */
const isTypeOnly = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 &&
    node.specifiers.every(
      (/** @type {any} */ one) => (one.importKind ?? one.exportKind) === 'type',
    ))

/** Every import is judged by the table in layers.js. */
const layersRule = {
  create(/** @type {any} */ context) {
    const file = pathOf(context)
    const check = (/** @type {any} */ source, typeOnly = false) => {
      if (typeof source?.value !== 'string') return
      const message = importProblem({ file, specifier: source.value, typeOnly })
      if (message) context.report({ node: source, message })
    }
    const declaration = (/** @type {any} */ node) => check(node.source, isTypeOnly(node))
    return {
      Program(/** @type {any} */ node) {
        if (!layerOf(file)) context.report({ node, message: `'${file}' belongs to no layer` })
      },
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (/** @type {any} */ node) => check(node.source),
      TSImportType: (/** @type {any} */ node) => check(node.source ?? node.argument, true),
      CallExpression(/** @type {any} */ node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') {
          check(node.arguments[0])
        }
      },
    }
  },
}

const ambient = new Map([
  ['Date', new Set(['now'])],
  ['Math', new Set(['random'])],
])

/** Clock and randomness are arguments: nobody asks the machine outside src-main/platform. */
const ambientRule = {
  create(/** @type {any} */ context) {
    return {
      MemberExpression(/** @type {any} */ node) {
        const names = node.object.type === 'Identifier' && ambient.get(node.object.name)
        if (names && names.has(node.property.name)) {
          const name = `${node.object.name}.${node.property.name}`
          context.report({ node, message: `${name}: take a clock or random source as an argument` })
        }
      },
      NewExpression(/** @type {any} */ node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) {
          context.report({ node, message: 'new Date(): take a clock as an argument' })
        }
      },
    }
  },
}

/** Only renderer/api touches what the preload exposes; everything else goes through a transport. */
const bridgeRule = {
  create(/** @type {any} */ context) {
    const file = pathOf(context)
    if (!file.startsWith('src-renderer/') || file.startsWith('src-renderer/api/')) return {}
    return {
      MemberExpression(/** @type {any} */ node) {
        const isGlobal = ['window', 'globalThis', 'self'].includes(node.object.name)
        if (isGlobal && (node.property.name ?? node.property.value) === 'kith') {
          context.report({ node, message: 'the preload bridge belongs to renderer/api' })
        }
      },
    }
  },
}

const formats = new Set(['DateTimeFormat', 'DisplayNames', 'ListFormat', 'NumberFormat'])

/** A format made at each rendering took a tenth of a second of a page. */
const keptFormatRule = {
  create(/** @type {any} */ context) {
    const file = pathOf(context)
    if (!file.startsWith('src-renderer/')) return {}
    return {
      NewExpression(/** @type {any} */ node) {
        const { object, property } = node.callee
        if (object?.name === 'Intl' && formats.has(property.name)) {
          context.report({ node, message: 'take the format from src-shared/domain/intl.ts' })
        }
      },
    }
  },
}

const spokenAttributes = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'label',
  'placeholder',
  'title',
])
const letters = /\p{L}/u

/** Words on screen come from the language files, in both languages. */
const literalTextRule = {
  create(/** @type {any} */ context) {
    const report = (/** @type {any} */ node) =>
      context.report({ node, message: 'words on screen come from src-shared/i18n' })
    const isWords = (/** @type {any} */ node) =>
      (node?.type === 'Literal' && typeof node.value === 'string' && letters.test(node.value)) ||
      (node?.type === 'TemplateLiteral' &&
        node.quasis.some((/** @type {any} */ part) => letters.test(part.value.raw)))
    return {
      JSXText(/** @type {any} */ node) {
        if (letters.test(node.value)) report(node)
      },
      JSXAttribute(/** @type {any} */ node) {
        if (!spokenAttributes.has(node.name.name)) return
        const { value } = node
        if (isWords(value) || isWords(value?.expression)) report(node)
      },
      JSXExpressionContainer(/** @type {any} */ node) {
        if (node.parent.type !== 'JSXAttribute' && isWords(node.expression)) report(node)
      },
    }
  },
}

/** A cast is a claim the compiler cannot check, so a comment beside it says why it holds. */
const castRule = {
  create(/** @type {any} */ context) {
    const lines = new Set()
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          for (let line = comment.loc.start.line; line <= comment.loc.end.line + 1; line += 1) {
            lines.add(line)
          }
        }
      },
      TSAsExpression(/** @type {any} */ node) {
        if (node.typeAnnotation.typeName?.name === 'const') return
        if (lines.has(node.loc.start.line) || lines.has(node.loc.end.line)) return
        context.report({ node, message: 'say in a comment why this cast is safe' })
      },
    }
  },
}

/** A switched-off rule says why, after two dashes on the same line. */
const suppressionRule = {
  create(/** @type {any} */ context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim()
          const switchesOff = /^(oxlint|eslint)-disable|^@ts-(ignore|expect-error|nocheck)/.test(
            text,
          )
          if (switchesOff && !/ -- \S/.test(text)) {
            context.report({ loc: comment.loc, message: 'add the reason: -- why' })
          }
        }
      },
    }
  },
}

// oxlint-disable-next-line import/no-default-export -- the linter loads a plugin by its default export
export default {
  meta: { name: 'kith' },
  rules: {
    layers: layersRule,
    'no-ambient-state': ambientRule,
    bridge: bridgeRule,
    'kept-format': keptFormatRule,
    'no-literal-text': literalTextRule,
    'cast-reason': castRule,
    'suppression-reason': suppressionRule,
  },
}
