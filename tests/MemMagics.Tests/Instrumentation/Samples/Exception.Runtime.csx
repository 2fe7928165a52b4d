// Exceptions that the runtime itself throws belong to the line that they are thrown in.
// #!mprun -f All All()
string All()
{
    var text = "";                                                     //= 1x 24 B
    foreach (var action in new Action[] { Null, Index, Cast, Divide }) //= 5x 256 B
    {
        try
        {
            action();                                                  //= 4x 0 B
        }
        catch (Exception e)                                            //= 4x 0 B
        {
            text += e.GetType().Name[0];                               //= 4x 1,064 B
        }                                                              //= 4x 0 B
    }

    return text;                                                       //= 1x 0 B

    void Null() => ((string)null).ToString();                          //= 1x 296 B
    void Index() => "abc"[text.Length + 5].ToString();                 //= 1x 464 B
    void Cast() => ((string)(object)new byte[1]).ToString();           //= 1x 664 B
    void Divide() => (1 / (text.Length - text.Length)).ToString();     //= 1x 296 B
}
