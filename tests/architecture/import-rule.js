import { posix } from 'node:path'
import { layers, packageGroups, restricted } from './layers.js'

const roots = {
  '#shared/': 'src-shared/',
  '#main/': 'src-main/',
  '#renderer/': 'src-renderer/',
  '#tests/': 'tests/',
}
const endings = /\.(tsx?|m?js|json|css|svg|md)(\?.*)?$/

/**
 * The layer a path belongs to.
 * @param {string} path from the root, with forward slashes
 */
export const layerOf = (path) => layers.find((layer) => layer.files.test(path))

/** @param {string} path */
const sliceOf = (path) => path.split('/')[2]

/**
 * The path from the root that an import names, or null when it names a package.
 * @param {string} file
 * @param {string} specifier
 */
const targetOf = (file, specifier) => {
  for (const [prefix, folder] of Object.entries(roots)) {
    if (specifier.startsWith(prefix)) return folder + specifier.slice(prefix.length)
  }
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  return null
}

/**
 * @param {import('./layers.js').Layer} layer
 * @param {string} file
 * @param {{ name: string, typeOnly: boolean }} imported
 */
const packageProblem = (layer, file, { name, typeOnly }) => {
  for (const rule of restricted) {
    if (!rule.packages.test(name) || rule.only.test(file)) continue
    if (!(typeOnly && rule.types?.test(file))) {
      return `'${name}' belongs to ${rule.home} alone`
    }
  }
  if (layer.packages) {
    return layer.packages.includes(name.split('/')[0] ?? name)
      ? null
      : `${layer.name} may only use ${layer.packages.join(', ')}, not '${name}'`
  }
  if (layer.groups?.includes('*')) return null
  for (const [group, pattern] of Object.entries(packageGroups)) {
    if (pattern.test(name) && !layer.groups?.includes(group)) {
      return `${layer.name} may not use '${name}'`
    }
  }
  return null
}

/**
 * @param {import('./layers.js').Layer} layer
 * @param {string} file
 * @param {{ target: string, typeOnly: boolean }} imported
 */
const layerProblem = (layer, file, { target, typeOnly }) => {
  const other = layerOf(target)
  if (!other) return `'${target}' belongs to no layer`
  const sameSlice = sliceOf(file) === sliceOf(target)
  if (other.name === 'shared/domain' || layer.own?.includes('*')) return null
  if (other === layer && (sameSlice || !layer.isolated)) return null
  /** @param {readonly string[]} [names] */
  const lists = (names) =>
    names?.includes(other.name) || (sameSlice && names?.includes(`${other.name}:{slice}`))
  if (lists(layer.own) || (typeOnly && lists(layer.ownTypes))) return null
  if (lists(layer.ownTypes)) return `${layer.name} may import ${other.name} only as a type`
  return other === layer
    ? `${layer.name}: '${sliceOf(file)}' may not import '${sliceOf(target)}'`
    : `${layer.name} may not import ${other.name}`
}

/**
 * Why this import breaks the layer table, or null.
 * @param {{ file: string, specifier: string, typeOnly: boolean }} statement `file` from the root
 * @returns {string | null}
 */
export const importProblem = ({ file, specifier, typeOnly }) => {
  const layer = layerOf(file)
  if (!layer) return `'${file}' belongs to no layer of tests/architecture/layers.js`
  const target = targetOf(file, specifier)
  // resources/ has no subpath import: nothing but its tests imports from there.
  if (specifier.startsWith('../../') && !target?.startsWith('resources/')) {
    return 'use a subpath import (#shared, #main, …), not ../../'
  }
  if (target === null) return packageProblem(layer, file, { name: specifier, typeOnly })
  if (!endings.test(target)) return `'${specifier}' needs its file ending`
  return layerProblem(layer, file, { target: target.replace(/\?.*$/, ''), typeOnly })
}
