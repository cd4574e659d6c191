import { createHash } from 'node:crypto'

/** Stands in for an image model: a landscape that is the same for the same words. */
export function draw(prompt: string): string {
  const random = seeded(prompt)
  const night = /night|moon|star|dark/i.test(prompt)
  const sea = /sea|ocean|lake|boat|harbour|beach|island/i.test(prompt)
  const hue = Math.floor(random() * 360)
  const colour = (shift: number, saturation: number, light: number): string =>
    `hsl(${(hue + shift) % 360} ${saturation}% ${light}%)`

  const sky = night ? ['hsl(230 45% 12%)', 'hsl(255 40% 30%)'] : [colour(0, 70, 82), colour(40, 85, 90)]
  const sun = { x: 120 + random() * 400, y: 70 + random() * 70, r: 26 + random() * 24 }
  const stars = night
    ? Array.from({ length: 60 }, () => {
        const [x, y, r] = [random() * 640, random() * 220, 0.5 + random() * 1.2]
        return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" fill="#fff" opacity=".8"/>`
      }).join('')
    : ''
  const layers = sea ? 3 : 5
  const hills = Array.from({ length: layers }, (_, layer) => {
    const top = 170 + layer * 34
    return `<path d="${ridge(random, top, 46 - layer * 5)}" fill="${colour(160 + layer * 14, 34, (night ? 34 : 66) - layer * 7)}"/>`
  }).join('')
  const water = sea
    ? `<rect y="290" width="640" height="110" fill="hsl(${200 + (hue % 25)} 45% ${night ? 20 : 55}%)"/>` +
      Array.from({ length: 14 }, () => {
        const [x, y, width] = [random() * 600, 300 + random() * 90, 20 + random() * 60]
        return `<rect x="${x.toFixed(0)}" y="${y.toFixed(0)}" width="${width.toFixed(0)}" height="2" rx="1" fill="#fff" opacity=".35"/>`
      }).join('')
    : ''
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400">' +
    `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs>` +
    `<rect width="640" height="400" fill="url(#sky)"/>${stars}` +
    `<circle cx="${sun.x.toFixed(0)}" cy="${sun.y.toFixed(0)}" r="${sun.r.toFixed(0)}" fill="${night ? '#f4f1de' : '#fff6d6'}"/>` +
    `${hills}${water}</svg>`
  )
}

/** A line of hills across the picture, closed at its foot. */
function ridge(random: () => number, top: number, height: number): string {
  const points = Array.from({ length: 9 }, (_, index) => ({
    x: index * 80,
    y: top + (random() - 0.5) * height * 2,
  }))
  const curves = points.slice(1).map(({ x, y }, index) => {
    const from = points[index] ?? { x: 0, y: top }
    const middle = (from.x + x) / 2
    return `C${middle} ${from.y.toFixed(1)} ${middle} ${y.toFixed(1)} ${x} ${y.toFixed(1)}`
  })
  return `M0 ${(points[0]?.y ?? top).toFixed(1)}${curves.join('')}V400H0Z`
}

/** Numbers from 0 to 1 that depend on the text alone. */
function seeded(text: string): () => number {
  const digest = createHash('sha256').update(text.trim().toLowerCase()).digest()
  let state = digest.readUInt32LE(0) || 1
  return () => {
    // xorshift32
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
