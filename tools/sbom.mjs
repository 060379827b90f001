// Lists every dependency with version and licence, and writes a CycloneDX 1.6 bill of materials. Reads lock files and what is
// restored on this machine; asks no registry.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(dirname(new URL(import.meta.url).pathname), '..')
const usage = `./mash sbom [--out FILE] [--quiet]

Lists every package of NuGet and npm from the lock files, the .NET runtime, and the Debian packages that tests use: name, version, licence
and whether the product or only tests and tools need it. Writes a CycloneDX 1.6 JSON bill of materials.

  --out FILE  where to write it; default artifacts/sbom.cdx.json
  --quiet     writes the file without the list
  --help      shows this and ends
`
const options = readOptions(process.argv.slice(2))

/** Debian packages that ./mash test installs where they are missing. */
const debianPackages = ['postgresql', 'chromium', 'python3-grpcio', 'python3-protobuf', 'nodejs', 'npm']
/** Programs that are delivered: what these need is required, the rest serves tests, builds and tools. */
const delivered = ['src/Standalone', 'src/HubCli', 'src/AgencyCli', 'src/AgencyClient']
/** Compiled into the product; whatever else npm brings compiles or tests. */
const deliveredNpm = {
  'src/FrontDoor/package-lock.json': ['govuk-frontend', '@ministryofjustice/frontend'],
  'src/Identity/package-lock.json': ['fxa-common-password-list'],
}

const components = new Map()
for (const file of tracked('packages.lock.json')) addNuget(file)
for (const file of tracked('package-lock.json')) addNpm(file)
addRuntime()
addDebian()

const all = [...components.values()].sort((a, b) => compare(a.purl, b.purl))
const target = resolve(process.env.MASH_FROM ?? process.cwd(), options.out ?? join(root, 'artifacts', 'sbom.cdx.json'))
mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, JSON.stringify(bill(all), null, 2) + '\n')
if (!options.quiet) print(all)
const unknown = all.filter(component => component.licences.length === 0)
console.log(`${all.length} components, ${all.filter(component => component.required).length} of them in the product, ${unknown.length} without a known licence: ${target}`)

function readOptions(args) {
  const read = {}
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '--help' || args[at] === '-h') {
      process.stdout.write(usage)
      process.exit(0)
    } else if (args[at] === '--quiet') read.quiet = true
    else if (args[at] === '--out' && args[at + 1]) read.out = args[++at]
    else {
      console.error(`Unknown: ${args[at]}. --help lists the options.`)
      process.exit(2)
    }
  }
  return read
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}

function run(program, ...args) {
  try {
    return execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

function tracked(name) {
  return run('git', 'ls-files', name, `*/${name}`).split('\n').filter(Boolean)
}

function add(component, required) {
  const known = components.get(component.purl)
  if (known) {
    known.required ||= required
    for (const one of component.needs) known.needs.add(one)
  } else components.set(component.purl, { ...component, required, needs: new Set(component.needs) })
}

function addNuget(file) {
  const required = delivered.includes(dirname(file))
  const lock = JSON.parse(readFileSync(join(root, file), 'utf8'))
  for (const packages of Object.values(lock.dependencies)) {
    const purlOf = name => {
      const found = Object.entries(packages).find(([other]) => other.toLowerCase() === name.toLowerCase())
      return found?.[1].resolved ? `pkg:nuget/${found[0]}@${found[1].resolved}` : null
    }
    for (const [name, entry] of Object.entries(packages)) {
      if (!entry.resolved || entry.type === 'Project') continue
      const needs = Object.keys(entry.dependencies ?? {}).map(purlOf).filter(Boolean)
      add({ kind: 'NuGet', type: 'library', name, version: entry.resolved, purl: `pkg:nuget/${name}@${entry.resolved}`, licences: nugetLicences(name, entry.resolved), hashes: [], needs }, required)
    }
  }
}

function nugetLicences(name, version) {
  const folder = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget', 'packages')
  const file = join(folder, name.toLowerCase(), version.toLowerCase(), `${name.toLowerCase()}.nuspec`)
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  const expression = /<license type="expression"[^>]*>([^<]+)<\/license>/.exec(text)?.[1].trim()
  if (expression) return [expressionOf(expression)]
  const named = /<license type="file"[^>]*>([^<]+)<\/license>/.exec(text)?.[1].trim()
  const url = /<licenseUrl>([^<]+)<\/licenseUrl>/.exec(text)?.[1].trim()
  if (named) return [{ license: { name: `In the package: ${named}` } }]
  return url ? [{ license: { name: 'See its address', url } }] : []
}

/** One identifier stands as a licence, several as an expression; whatever is neither is a name. */
function expressionOf(text) {
  if (/^[\w.+-]+$/.test(text)) return { license: { id: text } }
  return / (AND|OR|WITH) /.test(text) ? { expression: text } : { license: { name: text } }
}

function addNpm(file) {
  const lock = JSON.parse(readFileSync(join(root, file), 'utf8'))
  const inProduct = deliveredNpm[file] ?? []
  const versions = Object.fromEntries(Object.entries(lock.packages).filter(([path]) => path).map(([path, entry]) => [path.slice(path.lastIndexOf('node_modules/') + 13), entry.version]))
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path) continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 13)
    const purl = npmPurl(name, entry.version)
    const hash = /^sha512-(.+)$/.exec(entry.integrity ?? '')
    add({
      kind: 'npm', type: 'library', name, version: entry.version, purl,
      licences: entry.license ? [expressionOf(entry.license)] : npmLicences(file, path),
      hashes: hash ? [{ alg: 'SHA-512', content: Buffer.from(hash[1], 'base64').toString('hex') }] : [],
      needs: Object.keys(entry.dependencies ?? {}).filter(one => versions[one]).map(one => npmPurl(one, versions[one])),
    }, inProduct.includes(name))
  }
}

function npmLicences(lockFile, path) {
  const file = join(root, dirname(lockFile), path, 'package.json')
  const licence = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : null
  return typeof licence === 'string' ? [expressionOf(licence)] : []
}

function npmPurl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function addRuntime() {
  for (const framework of ['Microsoft.NETCore.App', 'Microsoft.AspNetCore.App']) {
    const version = run('dotnet', '--list-runtimes').split('\n').filter(line => line.startsWith(`${framework} 10.`)).map(line => line.split(' ')[1]).sort().at(-1)
    if (version) add({ kind: '.NET', type: 'framework', name: framework, version, purl: `pkg:generic/${framework}@${version}`, licences: [expressionOf('MIT')], hashes: [], needs: [] }, true)
  }
}

function addDebian() {
  for (const name of debianPackages) {
    const version = run('dpkg-query', '-W', '-f', '${Version}', name)
    if (!version) continue
    const copyright = `/usr/share/doc/${name}/copyright`
    const found = existsSync(copyright) ? [...readFileSync(copyright, 'utf8').matchAll(/^License: *(\S+)/gm)].map(match => match[1].replace(/,$/, '')) : []
    const licences = [...new Set(found)].slice(0, 5).map(licence => ({ license: { name: licence } }))
    add({ kind: 'Debian', type: 'application', name, version, purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}`, licences, hashes: [], needs: [] }, false)
  }
}

function bill(list) {
  const version = /<Version>([^<]+)<\/Version>/.exec(readFileSync(join(root, 'Directory.Build.props'), 'utf8'))?.[1] ?? '0.0.0'
  const product = `pkg:generic/mash-hub@${version}`
  const body = list.map(({ type, name, version, purl, licences, hashes, required }) => ({
    type, 'bom-ref': purl, name, version, scope: required ? 'required' : 'excluded',
    ...(hashes.length ? { hashes } : {}), ...(licences.length ? { licenses: licences } : {}), purl,
  }))
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    // Made from the content: the same dependencies have the same number.
    serialNumber: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    version: 1,
    metadata: {
      timestamp: new Date(process.env.SOURCE_DATE_EPOCH ? Number(process.env.SOURCE_DATE_EPOCH) * 1000 : Date.now()).toISOString(),
      tools: { components: [{ type: 'application', name: 'mash sbom', version }] },
      component: { type: 'application', 'bom-ref': product, name: 'MASH Hub', version, purl: product },
    },
    components: body,
    dependencies: [
      { ref: product, dependsOn: list.filter(component => component.required).map(component => component.purl) },
      ...list.map(component => ({ ref: component.purl, dependsOn: [...component.needs].filter(one => components.has(one)).sort(compare) })),
    ],
  }
}

function print(list) {
  const words = component => component.licences.map(one => one.expression ?? one.license.id ?? one.license.url ?? one.license.name).join(', ') || 'unknown'
  const rows = list.map(component => [component.kind, component.name, component.version, component.required ? 'product' : 'tests, tools', words(component)])
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column].length)))
  for (const row of rows) console.log([...widths.map((width, column) => row[column].padEnd(width)), row[4]].join('  '))
}
