interface Theme {
  readonly [name: string]: string
}

const light: Theme = {
  ground: '#fcfcfb',
  raised: '#f5f5f3',
  text: '#1d2023',
  muted: '#5f656d',
  line: '#e2e2df',
  rail: '#d3d4d1',
  link: '#0b5c86',
  passed: '#1c7a4b',
  failed: '#bb2f26',
  waiting: '#8a6100',
  'failed-ground': '#fdf1ef',
  'failed-mark': '#f6c9c3',
  'passed-mark': '#bfe6cf',
  'claim-mark': '#c79a2b',
  keyword: '#7a3e9d',
  string: '#1c6b45',
  name: '#0b5c86'
}

const dark: Theme = {
  ground: '#121416',
  raised: '#1a1d20',
  text: '#e2e5e8',
  muted: '#9ba2aa',
  line: '#2b3035',
  rail: '#3a4047',
  link: '#77bfe6',
  passed: '#5cc491',
  failed: '#ff8378',
  waiting: '#dfb45a',
  'failed-ground': '#241716',
  'failed-mark': '#6d2a25',
  'passed-mark': '#1d5438',
  'claim-mark': '#a8842f',
  keyword: '#c9a0e6',
  string: '#8fd0a8',
  name: '#8cc7ea'
}

const variables = (scheme: string, theme: Theme): string =>
  `color-scheme:${scheme};${Object.entries(theme)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}`

/** How reports look, dark and light. */
export const style: string = `
:root{${variables('light', light)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${variables('dark', dark)}}}
:root[data-theme=dark]{${variables('dark', dark)}}

*,::before{box-sizing:border-box}
html{scroll-padding-block-start:1.25rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
header,main{max-inline-size:58rem;margin-inline:auto;padding-inline:1.25rem}
h1,h2,h3,h4,h5,h6{line-height:1.25;text-wrap:balance}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}
code,pre,kbd,.id,.path,td.expected,td.actual,.comparison td{font-family:ui-monospace,'SF Mono','Cascadia Code',Menlo,Consolas,'DejaVu Sans Mono',monospace}
code{font-size:.875em;background:var(--raised);padding:.1em .3em;border-radius:.25em;overflow-wrap:anywhere}
pre{margin:0;overflow-x:auto;font-size:.8125rem;line-height:1.55;tab-size:4}
pre code{font-size:inherit;background:none;padding:0;overflow-wrap:normal}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;inset-inline-start:-100vw}
.skip:focus{inset-inline-start:1rem;inset-block-start:.5rem;background:var(--ground);padding:.25rem .75rem;z-index:1}
.sr{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);margin:0}
.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.where,.time,.facts,.path,.note{color:var(--muted)}
.path{font-size:.8125rem;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
.link{text-decoration:underline dotted;text-underline-offset:.18em}

.top{display:flex;align-items:center;gap:1rem;padding-block:1rem;font-size:.875rem}
.name{font-weight:650;letter-spacing:-.01em;margin-inline-end:auto;display:flex;align-items:center;gap:.55em}
.name::before{content:'';inline-size:.7em;block-size:1.3em;border:solid var(--text);border-width:0 2px;background:repeating-linear-gradient(transparent 0 3px,var(--muted) 3px 5px)}
.keys{color:var(--muted)}
kbd{font-size:.75rem;border:1px solid var(--line);border-radius:.25rem;padding:.05rem .35rem;background:var(--raised)}
button{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--line);border-radius:.375rem;padding:.2rem .75rem;cursor:pointer}
button:hover{border-color:var(--muted)}
h1{font-size:2.25rem;letter-spacing:-.025em;margin:1.5rem 0 .25rem;font-weight:650}
h1 .failed{color:var(--failed)}
h1[data-status=passed] .passed{color:var(--passed)}
h1[data-status=failed] .passed{color:var(--muted)}
header .facts{margin:0 0 2rem}

.index{margin-block-end:3rem}
.index table{inline-size:100%;border-collapse:collapse;font-size:.9375rem}
.index thead th{font-weight:500;font-size:.8125rem;color:var(--muted);text-align:start}
.index thead th:nth-child(n+3):not(:nth-child(5)){text-align:end}
.index th,.index td{padding:.55rem .6rem;border-block-end:1px solid var(--line);vertical-align:top}
.index td:first-child,.index thead td{padding-inline:.25rem 0;inline-size:1.5rem;border-block-end:1px solid var(--line)}
.index tbody th{text-align:start;font-weight:500;min-inline-size:14rem}
.index tbody th>*{display:block}
.index tbody th a{inline-size:fit-content}
.index .failed{font-weight:400;font-size:.875rem;color:var(--failed)}
.index .failed a{display:inline;color:inherit}
.when{inline-size:9rem;min-inline-size:6rem}
.span{display:block;position:relative;block-size:.5rem;margin-block-start:.55rem;background:var(--raised);border-radius:.25rem}
.span span{position:absolute;inset-block:0;border-radius:.25rem;min-inline-size:3px;background:var(--passed)}
.span [data-status=failed]{background:var(--failed)}

.mark,.badge{font-weight:600}
[data-status=passed]:is(.mark,.badge){color:var(--passed)}
[data-status=failed]:is(.mark,.badge){color:var(--failed)}
[data-status=not-recorded]:is(.mark,.badge){color:var(--waiting)}
[data-status=not-run]:is(.mark,.badge),[data-status=skipped]:is(.mark,.badge),[data-status=data]:is(.mark,.badge){color:var(--muted)}
.badge{font-size:.8125rem;white-space:nowrap}
.badge .mark{display:inline-block;inline-size:1em}

summary{cursor:pointer}
.guide{border-block-start:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 6rem}
.guide:last-child{border-block-end:1px solid var(--line);margin-block-end:4rem}
.guide>details>summary{display:grid;grid-template-columns:auto 1fr auto;gap:.1rem 1rem;align-items:baseline;padding:1.1rem .25rem;list-style:none}
.guide>details>summary::-webkit-details-marker{display:none}
.guide>details>summary:hover h2{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.2em}
.guide h2{margin:0;font-size:1.3125rem;letter-spacing:-.012em;font-weight:600}
.guide>details>summary .path{grid-column:2}
.guide>details>summary .facts{grid-column:3;grid-row:1;font-size:.875rem;white-space:nowrap}
.guide>details>summary .facts::after{content:'▸'/'';display:inline-block;margin-inline-start:.75em}
.guide>details[open]>summary .facts::after{content:'▾'/''}
.guide>details[open]{padding-block-end:3rem}
dl.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.25rem 0 1.5rem;font-size:.875rem}
dl.facts dt{font-size:.75rem;line-height:1.3}
dl.facts dd{margin:0;color:var(--text)}

.failure{border-inline-start:3px solid var(--failed);background:var(--failed-ground);padding:.9rem 1.1rem;margin-block-end:1.75rem;border-radius:0 .375rem .375rem 0}
.failure>*{margin-block:.4rem}
.failure>:first-child{margin-block-start:0}.failure>:last-child{margin-block-end:0}
.failure ol,.failure ul{padding-inline-start:1.25rem}
.failure ol:has(>li:only-child){list-style:none;padding:0}
.failure h3{font-size:.8125rem;color:var(--muted);font-weight:500;margin-block-start:1rem}
.failure .reason{white-space:pre-wrap;overflow-wrap:anywhere}
.failure a{font-weight:600}

figure.time{margin:0 0 2.25rem}
.timeline{display:block;inline-size:100%;block-size:1.75rem;overflow:visible}
.track{fill:var(--line)}
.segment{fill:var(--passed)}
.segment[data-status=failed]{fill:var(--failed)}
.segment:hover{opacity:.7}
.time figcaption{display:flex;justify-content:space-between;gap:1rem;font-size:.75rem;color:var(--muted);font-variant-numeric:tabular-nums}

.page{position:relative;padding-inline-start:2rem;padding-block:.25rem}
.page::before{content:'';position:absolute;inset-block:0;inset-inline-start:.4375rem;inline-size:2px;background:var(--rail)}
.page>:first-child{margin-block-start:0}
.page h3{font-size:1.25rem;letter-spacing:-.01em;margin:2.25rem 0 .75rem;font-weight:600}
.page h4{font-size:1.0625rem;margin:1.75rem 0 .5rem;font-weight:600}
.page h5,.page h6{font-size:1rem;margin:1.5rem 0 .5rem;font-weight:600}
.page p,.page li>:is(p,ul,ol){max-inline-size:46rem}
.page img{max-inline-size:100%}
.page table:not(.comparison,.counts){border-collapse:collapse;font-size:.9375rem}
.page table:not(.comparison,.counts) :is(th,td){border-block-end:1px solid var(--line);padding:.3rem .75rem .3rem 0;text-align:start}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:2px solid var(--line);color:var(--muted)}
aside[data-callout]{margin-block:1.25rem;padding:.6rem 1rem;border:1px solid var(--line);border-radius:.375rem}
aside[data-callout]::before{content:attr(data-callout);font-size:.8125rem;font-weight:600;color:var(--muted);text-transform:capitalize}
aside[data-callout]>:first-child{margin-block-start:.15rem}aside[data-callout]>:last-child{margin-block-end:.15rem}
[data-tab]{margin-block:1rem;padding:.25rem 1rem;border:1px solid var(--line);border-radius:.375rem}
[data-tab]::before{content:'Tab: ' attr(data-tab);font-size:.8125rem;font-weight:600;color:var(--muted)}
figure[data-figure],p[data-figure]{margin:1.5rem 0;padding:1rem;border:1px dashed var(--line);border-radius:.375rem;color:var(--muted);font-size:.875rem;text-align:center}
span[data-figure]{color:var(--muted);border:1px dashed var(--line);padding:0 .4em;border-radius:.25em}
figure[data-figure]::before{content:'Image: ' attr(data-figure);display:block;font-size:.75rem}
.unchecked{background:none;color:inherit;text-decoration:underline wavy var(--claim-mark) 1px;text-underline-offset:.25em}
[data-unchecked]:not(td,th){border-inline-start:2px solid var(--claim-mark);padding-inline-start:.6rem;margin-inline-start:calc(-.6rem - 2px)}
:is(td,th)[data-unchecked]{text-decoration:underline wavy var(--claim-mark) 1px;text-underline-offset:.25em}
details.other{margin-block:0 1.5rem;border:1px solid var(--line);border-radius:.5rem;padding:.6rem 1rem}
details.other>.page{margin-block-start:1rem}

.block{margin-block:1.1rem 1.4rem;border:1px solid var(--line);border-radius:.5rem;background:var(--ground);overflow:clip}
.block[data-status=data]{background:var(--raised)}
.block[data-status=failed]{border-color:var(--failed)}
.block[data-status=not-recorded]{border-color:var(--waiting)}
.block>pre{padding:.8rem 1rem;background:var(--raised)}
.block:is([data-status=skipped],[data-status=not-run])>pre{opacity:.65}
section.block::before{content:'';position:absolute;inset-inline-start:0;margin-block-start:.55rem;inline-size:1rem;block-size:1rem;border-radius:50%;background:var(--ground);border:3px solid var(--rail)}
section.block[data-status=passed]::before{border-color:var(--passed)}
section.block[data-status=failed]::before{border-color:var(--failed);background:var(--failed)}
section.block[data-status=not-recorded]::before{border-color:var(--waiting)}
section.block[data-status=skipped]::before{border-style:dotted}
section.block:focus{outline:2px solid var(--link);outline-offset:-1px}
.bar{display:flex;flex-wrap:wrap;gap:.15rem .9rem;align-items:baseline;padding:.4rem 1rem;font-size:.8125rem;border-block-end:1px solid var(--line)}
.bar .id{font-size:.75rem;color:inherit;text-decoration:none;overflow-wrap:anywhere}
.bar .id:hover{text-decoration:underline}
.bar .time{margin-inline-start:auto;font-variant-numeric:tabular-nums}
.prompt{color:var(--muted);user-select:none}
.output{color:var(--muted)}
.results{padding:.35rem 1rem;border-block-start:1px solid var(--line);font-size:.875rem}
.results:not(:has(*>*)){display:none}
.step+.step{border-block-start:1px solid var(--line);margin-block-start:.4rem;padding-block-start:.4rem}
.step>*{margin-block:.35rem}
.which{color:var(--muted)}
.verdicts{list-style:none;padding:0;margin:0}
.verdicts li{display:grid;grid-template-columns:1.1rem 1fr;max-inline-size:none}
.verdicts li>:not(.mark){grid-column:2}
.verdicts .where{font-size:.8125rem}
.message{font-weight:400}
strong.message{font-weight:600;color:var(--failed)}
.step summary{color:var(--muted);font-size:.8125rem}
.step summary:hover{color:var(--text)}
.printed{padding:.6rem .8rem;background:var(--raised);border-radius:.375rem;margin-block-start:.35rem;max-block-size:28rem;overflow:auto}
.failure .printed{background:var(--ground)}

.comparison{border-collapse:collapse;font-size:.75rem;line-height:1.5;min-inline-size:min(100%,24rem);border:1px solid var(--line);margin-block:.35rem}
.comparison th{font:500 .75rem system-ui,sans-serif;color:var(--muted);text-align:start;padding:.3rem .6rem;border-block-end:1px solid var(--line)}
.comparison td{white-space:pre;vertical-align:top;padding:.05rem .6rem}
.comparison .sign{color:var(--muted);padding-inline-end:0;user-select:none}
.comparison .sign[data-sign='-']{color:var(--passed)}
.comparison .sign[data-sign='+']{color:var(--failed)}
.comparison th+th,.comparison td:not(.sign)+td{border-inline-start:1px solid var(--line)}
.comparison .absent{background:repeating-linear-gradient(-45deg,transparent 0 4px,var(--raised) 4px 8px)}
.comparison mark{color:inherit;border-radius:2px;font-weight:600}
.expected mark{background:var(--passed-mark)}
.actual mark{background:var(--failed-mark)}
.counts{border-collapse:collapse;font-size:.8125rem;inline-size:min(100%,30rem);margin-block:.5rem}
.counts caption{text-align:start;color:var(--muted)}
.counts th{font-weight:500;text-align:start;white-space:nowrap;max-inline-size:14rem;overflow:hidden;text-overflow:ellipsis}
.counts :is(th,td){padding:.15rem .6rem .15rem 0}
.counts .bar{display:table-cell;inline-size:100%;border:0}
.counts .bar span{display:block;block-size:.7rem;min-inline-size:2px;border-radius:2px;background:var(--name)}

.hljs-keyword,.hljs-built_in,.hljs-literal{color:var(--keyword)}
.hljs-string,.hljs-regexp{color:var(--string)}
.hljs-variable,.hljs-attr,.hljs-subst,.hljs-number{color:var(--name)}
.hljs-comment,.hljs-meta{color:var(--muted)}

@media (max-width:40rem){
h1{font-size:1.75rem}
.keys{display:none}
.guide>details>summary{grid-template-columns:1fr auto}
.guide>details>summary :is(h2,.path){grid-column:1/-1}
.guide>details>summary .facts{grid-column:2}
.page{padding-inline-start:1.5rem}
.index :is(th,td):nth-child(n+5){display:none}
.index tbody th{min-inline-size:0}
.time figcaption{flex-wrap:wrap}
.time .facts{order:1;inline-size:100%}
.comparison td{white-space:pre-wrap;overflow-wrap:anywhere}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{.keys,#theme,.skip{display:none}.guide{content-visibility:visible}}
`
