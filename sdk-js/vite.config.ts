import { defineConfig } from 'vite'

/** The files whose sizes are measured, minified: what a page downloads at first for each entry point, and what comes later. */
export default defineConfig({
  build: {
    outDir: 'dist/size',
    target: 'es2022',
    lib: { entry: { sdk: 'src/index.ts', 'payment-methods': 'src/payment-methods.ts' }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        chunkFileNames: '[name].js',
        // What comes later shares with the first file what that one has.
        codeSplitting: { groups: [{ name: 'sdk', tags: ['$initial'], test: /src\/(?!payment-methods)/ }] },
      },
    },
  },
})
