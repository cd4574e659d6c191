/**
 * Writes `parameters.jsonl` and `objects.jsonl` from the types of the installed `stripe` package:
 * `node simulator/schemas/generate.ts`. One JSON Schema definition a line, so that an update of the package
 * shows in a review as the lines that changed.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Stripe } from 'stripe'
import ts from 'typescript6'
import type { Schema } from './schema.ts'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const program = ts.createProgram([here('roots.ts')], {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
})
const checker = program.getTypeChecker()

const rootsOf = (name: string): { name: string; type: ts.Type }[] => {
  const source = program.getSourceFile(here('roots.ts'))
  const module = source && checker.getSymbolAtLocation(source)
  const roots = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === name)
  if (!roots) throw new Error(`roots.ts has no ${name}`)
  return checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(roots))
    .map((property) => ({ name: property.name, type: checker.getTypeOfSymbol(property) }))
}

/** A name for the type's definition that is the same in every run: the module's file and the path inside it. */
const definitionName = (type: ts.Type, symbol: ts.Symbol): string => {
  const file = symbol.declarations?.[0]
    ?.getSourceFile()
    .fileName.replace(/^.*\/(?:esm|schemas)\//, '')
    .replace(/\.d\.ts$/, '')
  const path = checker.getFullyQualifiedName(symbol).replace(/^".*"\./, '')
  const generic = checker
    .getTypeArguments(type as ts.TypeReference)
    .map((argument) => argument.symbol?.name ?? 'string')
  return `${file}#${path}${generic.length > 0 ? `<${generic.join(',')}>` : ''}`
}

interface Rules {
  /** Objects of Stripe that are not among the roots are known by their id alone. */
  readonly keep: (type: ts.Type) => boolean
}

const isResource = (type: ts.Type): boolean =>
  ['id', 'object'].every((name) => type.getProperty(name)) && (type.flags & ts.TypeFlags.Object) !== 0

/** `string & {}` marks an enum as open to values of later versions; this version's values are wanted here. */
const isOpenEnd = (type: ts.Type): boolean =>
  type.isIntersection() && type.types.some((part) => (part.flags & ts.TypeFlags.String) !== 0)

const isDecimal = (type: ts.Type): boolean =>
  [type.aliasSymbol, type.getSymbol()].some((symbol) => symbol?.name.startsWith('Decimal'))

const isAbsent = (type: ts.Type): boolean =>
  (type.isUnion() ? type.types : [type]).every(
    (part) => (part.flags & (ts.TypeFlags.Void | ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0,
  )

const collect = (interfaceName: string, rules: Rules): string[] => {
  const definitions = new Map<string, Schema>()

  const union = (type: ts.UnionType): Schema => {
    const options: Schema[] = []
    const values: (string | number)[] = []
    const expandable = type.types.some((member) => (member.flags & ts.TypeFlags.String) !== 0)
    let booleans = 0
    for (const member of type.types) {
      if (isOpenEnd(member) || (member.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0) continue
      if (member.isStringLiteral() || member.isNumberLiteral()) values.push(member.value)
      else if ((member.flags & ts.TypeFlags.BooleanLiteral) !== 0) booleans += 1
      else if (expandable && isResource(member) && !rules.keep(member)) continue
      else options.push(schemaOf(member))
    }
    if (booleans > 0) options.unshift({ type: 'boolean' })
    if (values.length > 0) options.unshift({ enum: values })
    const [only] = options
    return options.length === 1 && only ? only : { anyOf: options }
  }

  const schemaOf = (type: ts.Type): Schema => {
    if ((type.flags & ts.TypeFlags.Null) !== 0) return { type: 'null' }
    if ((type.flags & ts.TypeFlags.String) !== 0) return { type: 'string' }
    if ((type.flags & ts.TypeFlags.Number) !== 0) return { type: 'number' }
    if ((type.flags & ts.TypeFlags.Boolean) !== 0) return { type: 'boolean' }
    if ((type.flags & ts.TypeFlags.BooleanLiteral) !== 0) return { type: 'boolean' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] }
    if (type.isUnion()) return union(type)
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', items: item ? schemaOf(item) : {} }
    }
    if (isDecimal(type)) return { type: 'string', format: 'decimal' }
    const symbol = type.aliasSymbol ?? type.getSymbol()
    if ((type.flags & ts.TypeFlags.Object) === 0 || !symbol) return {}
    return objectOf(type, symbol)
  }

  const describe = (type: ts.Type): Schema => {
    const definition: Schema = { type: 'object', properties: {}, required: [], additionalProperties: false }
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String)
    if (index) definition.additionalProperties = schemaOf(index)
    for (const property of checker.getPropertiesOfType(type)) {
      const propertyType = checker.getTypeOfSymbol(property)
      if (isAbsent(propertyType)) continue
      definition.properties = { ...definition.properties, [property.name]: schemaOf(propertyType) }
      if ((property.flags & ts.SymbolFlags.Optional) === 0) {
        definition.required = [...(definition.required ?? []), property.name]
      }
    }
    return definition
  }

  const objectOf = (type: ts.Type, symbol: ts.Symbol): Schema => {
    if (symbol.name === '__type') return describe(type)
    const name = definitionName(type, symbol)
    if (!definitions.has(name)) {
      // Held before it is described: Stripe's types refer to each other in circles.
      definitions.set(name, {})
      definitions.set(name, describe(type))
    }
    return { $ref: `#/$defs/${name}` }
  }

  for (const root of rootsOf(interfaceName)) definitions.set(`root:${root.name}`, schemaOf(root.type))
  return [...definitions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => JSON.stringify([name, schema]))
}

const objectRoots = new Set(rootsOf('ObjectTypes').map((root) => root.type.getSymbol()))
const version = Stripe.PACKAGE_VERSION

const write = (file: string, lines: string[]): void =>
  writeFileSync(here(file), `${[JSON.stringify(['stripe', version]), ...lines].join('\n')}\n`)

write('parameters.jsonl', collect('ParameterTypes', { keep: () => true }))
write('objects.jsonl', collect('ObjectTypes', { keep: (type) => objectRoots.has(type.getSymbol()) }))
