/** How many aliases a YAML text may have: those of aliases of aliases would expand without end. */
export const maxAliases = 20
