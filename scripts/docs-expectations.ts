#!/usr/bin/env -S npx jiti
import {fs, path} from 'zx'
import {renderExpectationsPage} from './expectations-page.ts'

// Write docs/expectations.md anew.
await fs.writeFile(path.join(import.meta.dirname, '../docs/expectations.md'), renderExpectationsPage())
