import {readFileSync} from 'node:fs'

const folder = new URL('../docs/reference/schema/', import.meta.url)

/** The names of the schemas, in the order of the page. */
export const schemaNames = ['list', 'run', 'check', 'recording'] as const

/** A JSON Schema, as far as this project's own go. */
export interface Schema {
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: string | number
  readonly enum?: readonly string[]
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly $defs?: Readonly<Record<string, Schema>>
}

const introduction = `What the commands write as JSON, field by field. Fields may be added; those of today stay, with their meaning. The schemas are
files beside this page: [list](schema/list.schema.json), [run](schema/run.schema.json), [check](schema/check.schema.json),
[recording](schema/recording.schema.json).

Paths are relative to the working directory, with \`/\`. Lines and columns begin at 1. Durations are whole milliseconds.`

/** The reference page of what is written as JSON, made from the schemas. */
export function renderJsonPage(): string {
  return `${[
    '# JSON',
    '<!-- Made by `npm run docs` from `docs/reference/schema`; changes here are lost. -->',
    introduction,
    ...schemaNames.map((name) => renderSchema(readSchema(name)))
  ].join('\n\n')}\n`
}

/** Read a schema by its name. */
export function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8')) as Schema
}

function renderSchema(schema: Schema): string {
  return [
    `## ${schema.title ?? ''}`,
    schema.description ?? '',
    ...(schema.properties === undefined ? [] : [renderFields(schema)]),
    ...Object.entries(schema.$defs ?? {}).flatMap(([name, type]) => [
      `**\`${name}\`**: ${type.description ?? ''}`,
      renderFields(type)
    ])
  ].join('\n\n')
}

function renderFields({properties = {}, required = []}: Schema): string {
  const rows = Object.entries(properties).map(([name, field]) => {
    const absent = required.includes(name) ? '' : ' May be absent.'
    return [`\`${name}\``, `\`${typeOf(field)}\``, `${field.description ?? ''}${choices(field)}${absent}`]
  })
  return [['field', 'type', 'means'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

function choices(field: Schema): string {
  return field.enum === undefined ? '' : ` One of ${field.enum.map((value) => `\`${value}\``).join(', ')}.`
}

function typeOf(schema: Schema): string {
  const {type, items, anyOf, properties, additionalProperties} = schema
  if (schema.$ref !== undefined) return schema.$ref.replace('#/$defs/', '')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' | ')
  if (items !== undefined) return `${typeOf(items)}[]`
  if (properties !== undefined) return `{${Object.keys(properties).join(', ')}}`
  if (additionalProperties !== undefined) return `Record<string, ${typeOf(additionalProperties)}>`
  return typeof type === 'string' ? type : (type ?? []).join(' | ')
}
