/** The file for a script tag, with every element. */
import { defineConfig } from 'vite'
import { bundle } from './scripts/bundle.ts'

export default defineConfig(bundle('src/all.ts', { outDir: 'dist/cdn' }))
