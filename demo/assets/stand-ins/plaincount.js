// A stand-in for an analytics tool: counts the pages of this visit, here and nowhere else. It runs only after the
// visitor has allowed "plaincount".
{
  const key = 'plaincount-stand-in';
  const count = Number(sessionStorage.getItem(key) ?? 0) + 1;
  sessionStorage.setItem(key, String(count));
}
