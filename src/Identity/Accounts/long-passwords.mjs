// Run by the build: writes those of the commonest passwords that are long enough to be chosen here, one a line, in small letters.
// node long-passwords.mjs SOURCE TARGET FEWEST_CHARACTERS
import { readFileSync, writeFileSync } from 'node:fs'

const [source, target, fewest] = process.argv.slice(2)
const passwords = readFileSync(source, 'utf8').split(/\r?\n/).filter(password => password.length >= Number(fewest))
writeFileSync(target, [...new Set(passwords.map(password => password.toLowerCase()))].join('\n') + '\n')
