import {argv} from 'zx'
import {benchReading} from './bench-read.ts'
import {benchRunning} from './bench-run.ts'

// `npm run bench -- read` or `npm run bench -- run [--rounds 3]`; build first. Compare within one run, never across.
const [what = 'read'] = argv._
if (what === 'read') await benchReading()
else if (what === 'run') await benchRunning(Number(argv['rounds'] ?? 1))
else throw new Error(`expected \`read\` or \`run\`, not \`${what}\``)
