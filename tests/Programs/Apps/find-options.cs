record Options(string Word, string File)
{
    public static Options? Parse(string[] args) => args is [var word, var file] ? new Options(word, file) : null;
}
