import { defineConfig } from 'vite'

/** The files whose sizes are measured: all that a page downloads for each entry point, minified. */
export default defineConfig({
  build: {
    outDir: 'dist/size',
    target: 'es2022',
    lib: { entry: { sdk: 'src/index.ts', 'payment-methods': 'src/payment-methods.ts' }, formats: ['es'] },
    rolldownOptions: { output: { minify: true } },
  },
})
