/** A sheet arrives as text: the bundler minifies it, `sheet()` makes it constructable. */
declare module '*.css' {
  const text: string;
  export default text;
}
