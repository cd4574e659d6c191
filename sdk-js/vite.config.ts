import { defineConfig } from 'vite'

/** The one file whose size is measured: all that a page downloads for `createCredits`, minified. */
export default defineConfig({
  build: {
    outDir: 'dist/size',
    target: 'es2022',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'sdk' },
    rolldownOptions: { output: { minify: true } },
  },
})
