// Writes the list of packages that ship with Kith, from the lock file, for the About page.
// Run it after the packages changed: node resources/scripts/third-party.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const target = 'src-main/features/app/third-party.json'

/** Every package that is installed for the running app: name, version, license; sorted by name. */
export const listPackages = () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const shipped = Object.entries(packages).filter(
    ([path, entry]) => path.startsWith('node_modules/') && !entry.dev && !entry.optional,
  )
  return shipped
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version,
      license: entry.license ?? 'unknown',
    }))
    .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
}

if (process.argv[1]?.endsWith('third-party.mjs')) {
  writeFileSync(target, `${JSON.stringify(listPackages(), null, 2)}\n`)
}
