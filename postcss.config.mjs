/* Tailwind v4 reads its design tokens from app/globals.css; there is no other Tailwind configuration. */
export default { plugins: { '@tailwindcss/postcss': {} } };
