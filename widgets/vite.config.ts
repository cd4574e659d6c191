/** The file for a script tag: every element, Lit and the client. Languages and Stripe.js stay beside it. */
import { defineConfig } from 'vite'
import { minifyTemplates } from './scripts/minify-templates.ts'

export default defineConfig({
  plugins: [minifyTemplates()],
  build: {
    outDir: 'dist/cdn',
    target: 'es2023',
    lib: { entry: 'src/all.ts', formats: ['es'], fileName: 'creditkit' },
    rolldownOptions: { output: { minify: true, chunkFileNames: '[name].js' } },
  },
})
